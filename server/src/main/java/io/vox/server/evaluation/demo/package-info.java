/**
 * Demo mode: a server for one person who tries Vox, with the calibration agent as its product. Then, and only then, that
 * agent is one of the providers and stands on boards; it stays flagged as what it is.
 */
@NullMarked
package io.vox.server.evaluation.demo;

import org.jspecify.annotations.NullMarked;
