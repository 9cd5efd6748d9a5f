package io.seakeep;

/** Who hears how a synchronous call ended. */
enum CallEnding {
    /** The caller, as the last attempt ended. */
    TO_CALLER,
    /** Whoever asks its fallback: by a {@link CallEnded}, if it was no success. */
    TO_FALLBACK
}
