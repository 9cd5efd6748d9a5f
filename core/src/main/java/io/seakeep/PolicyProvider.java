package io.seakeep;

/**
 * Brings a policy into the standard pipeline by being on the class path; found by {@link java.util.ServiceLoader}.
 *
 * <p>A module that is merely present should only watch: the mode of what it provides is {@link Mode#OBSERVE} unless
 * enforcing is never worse than the bare call when all is well.
 *
 * <p>A position holds one policy, and a name stands for one: if two on the class path want the same, no {@link Seakeep} is built, for which of
 * them would count is chance. What stands where Seakeep's own does is for code to add.
 */
@FunctionalInterface
public interface PolicyProvider {

    /** The policy that a dependency gets when nothing else is said of its position. */
    Policy standard();
}
