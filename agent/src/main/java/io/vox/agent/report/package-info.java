/**
 * The run report: one HTML file in which a person sees and hears where every figure comes from.
 *
 * <p>{@link io.vox.agent.report.ReportWriter} reads a finished run folder ({@code result.json} and the recordings) and
 * computes nothing that could differ from it: the figures are those of the result, the waveform is the recording. The
 * page ({@code report.html}, {@code report.css} and the scripts beside them) needs no network and no other file.
 *
 * <p>Names, messages and page titles in a result come from foreign pages and files. They reach the report only as JSON
 * in an inert script block ({@link io.vox.agent.report.ScriptBlock}) and are shown only as text nodes; the page's content
 * security policy admits its own script and style by hash, data: and blob: sound, and nothing from a network.
 */
@NullMarked
package io.vox.agent.report;

import org.jspecify.annotations.NullMarked;
