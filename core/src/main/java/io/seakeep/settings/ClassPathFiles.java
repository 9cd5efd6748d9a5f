package io.seakeep.settings;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * The files of settings that class loaders see.
 *
 * @param reports what could not be searched
 */
record ClassPathFiles(List<SourceText> organisation, List<SourceText> service, List<String> reports) {

    private static final String SERVICE = "seakeep.properties";

    static ClassPathFiles of(List<ClassLoader> loaders) {
        OrganisationFiles organisation = new OrganisationFiles();
        Map<String, SourceText> service = new LinkedHashMap<>();
        List<String> reports = new ArrayList<>();
        for (ClassLoader loader : loaders) {
            resources(loader, OrganisationFiles.FOLDER, reports).forEach(organisation::addFolder);
            resources(loader, JarFile.MANIFEST_NAME, reports).forEach(organisation::addJarOfManifest);
            ClassPathJars.of(loader).forEach(organisation::addJar);
            for (URL url : resources(loader, SERVICE, reports)) {
                service.computeIfAbsent(
                        url.toString(),
                        any -> SourceText.of(Layer.SERVICE, UrlText.name(url), 0, () -> UrlText.read(url)));
            }
        }
        reports.addAll(organisation.reports());
        return new ClassPathFiles(organisation.files(), List.copyOf(service.values()), reports);
    }

    private static List<URL> resources(ClassLoader loader, String name, List<String> reports) {
        try {
            return Collections.list(loader.getResources(name));
        } catch (IOException | RuntimeException failed) {
            // Unchecked ones too: class loaders of any make search for us.
            reports.add("class path: cannot be searched for " + name + ": " + Quoted.brief(failed.toString()));
            return List.of();
        }
    }
}
