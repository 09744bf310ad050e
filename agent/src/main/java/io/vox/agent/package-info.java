/** The eval agent: talks to a voice agent in a real browser, records both sides and measures. */
@NullMarked
package io.vox.agent;

import org.jspecify.annotations.NullMarked;
