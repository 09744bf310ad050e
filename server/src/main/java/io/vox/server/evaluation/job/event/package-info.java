/**
 * What happened to a job, for those who follow it: rows that are kept, numbered without gaps, and streams of them. A stream
 * reads from the rows what it has not sent yet, so one that broke goes on where it was; notifications only tell when to
 * read (docs/adr/0061). The table {@code job_event} is written with the move of the job that an event is about.
 */
@NullMarked
package io.vox.server.evaluation.job.event;

import org.jspecify.annotations.NullMarked;
