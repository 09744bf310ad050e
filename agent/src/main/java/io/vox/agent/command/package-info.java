/**
 * The commands that need no server. Data goes to stdout, talk to stderr; every failure is one line and an exit code
 * (measurement 4), never a stack trace.
 */
@NullMarked
package io.vox.agent.command;

import org.jspecify.annotations.NullMarked;
