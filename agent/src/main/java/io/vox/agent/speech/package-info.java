/**
 * Speech in and out: text becomes sound, sound files of any common format become samples, and, where a transcriber is
 * installed, sound becomes text again.
 *
 * <p>Everything here works on {@link io.vox.agent.speech.Pcm}: one channel of samples at one rate. The agent itself needs
 * none of the external programs: without `flite` texts cannot be spoken, without `ffmpeg` only WAV, AIFF, AU, MP3, FLAC
 * and Ogg Vorbis can be read, without PocketSphinx nothing is transcribed, and each absence is told in words that say what
 * to do. Programs are started without a shell and ended after a time limit.
 */
@NullMarked
package io.vox.agent.speech;

import org.jspecify.annotations.NullMarked;
