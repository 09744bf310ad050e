/**
 * The commands that speak to a server, each one or two calls of the Java SDK.
 *
 * <p>A noun is a class with a method for each verb. What all of them share is in mixins ({@code option}); what they know of the
 * process is in {@code shell}, so that specs can give another. Data goes to stdout, as a table or as one JSON document;
 * talk goes to stderr. What goes wrong is one line and an exit code.
 */
@NullMarked
package io.vox.cli;

import org.jspecify.annotations.NullMarked;
