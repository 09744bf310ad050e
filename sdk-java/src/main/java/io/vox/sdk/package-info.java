/**
 * Client of the Vox server.
 *
 * <p>{@link io.vox.sdk.Vox} is the way in: it hands out the operations of the contract, one class for each tag. Those classes
 * and the types they speak of are generated from {@code openapi.yaml} into {@link io.vox.sdk.api} and {@link io.vox.sdk.model};
 * this package is what a generator cannot do: where the server is and who asks, repeating calls that may be repeated,
 * paging, streams of events and of bytes, and one tree of exceptions.
 *
 * <p>Every call that fails throws a {@link io.vox.sdk.VoxException}, though the generated signatures name another class: that one
 * says that a required argument is missing, which is a mistake in the calling program. A constant that a newer server
 * answers and this client does not know is read as {@code UNKNOWN_DEFAULT_OPEN_API}; new members are passed over.
 */
@NullMarked
package io.vox.sdk;

import org.jspecify.annotations.NullMarked;
