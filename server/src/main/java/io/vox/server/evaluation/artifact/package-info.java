/**
 * Files of jobs: recordings, timelines, reports. An eval agent makes one, sends its bytes in parts from where the server
 * is, and finishes it with size and digest; all of that only while it holds the job. What is complete can be downloaded by
 * the workspace of the job. The bytes are in an {@link io.vox.server.evaluation.artifact.ObjectStore}, under names that the
 * server chooses. Owns the table {@code artifact}.
 */
@NullMarked
package io.vox.server.evaluation.artifact;

import org.jspecify.annotations.NullMarked;
