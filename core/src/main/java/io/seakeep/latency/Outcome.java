package io.seakeep.latency;

/**
 * How an attempt ended, as judged once by the dependency's classifier. Every policy reads that one judgement.
 *
 * <p>A rejection is not among them: an attempt that was refused before it reached the dependency has no outcome.
 */
public enum Outcome {
    /** The dependency answered, and the answer was good. The only outcome whose duration is completely known. */
    SUCCESS,
    /** The dependency answered badly, or could not be reached. */
    FAILURE,
    /** The dependency asked us to back off. */
    THROTTLED,
    /** No answer came within the attempt's timeout. */
    TIMED_OUT,
    /** Nobody waits for the answer any more: the caller left, or another attempt won. */
    CANCELLED,
    /** It failed for a reason that is no fault of the dependency's, such as a request that was never valid. */
    IGNORED
}
