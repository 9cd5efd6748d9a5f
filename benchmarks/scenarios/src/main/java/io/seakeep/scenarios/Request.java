package io.seakeep.scenarios;

import io.seakeep.scenarios.proof.Length;
import io.seakeep.scenarios.proof.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to have run.
 *
 * @param json the file for the results
 * @param report the directory for the page
 */
record Request(List<Scenario> scenarios, long seed, Length length, Optional<Path> json, Optional<Path> report) {}
