package io.seakeep;

/** How far a policy goes. Every policy has the three modes, but for a deadline, which is enforced or off. */
public enum Mode {
    /** It decides and acts. */
    ENFORCE,
    /** It decides, counts and reports what it would have done, and lets everything pass. */
    OBSERVE,
    /** It is not part of the pipeline and costs nothing. */
    OFF
}
