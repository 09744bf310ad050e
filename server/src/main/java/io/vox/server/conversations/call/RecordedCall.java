package io.vox.server.conversations.call;

/** A conversation with the id that it is recorded by. */
public record RecordedCall(String id, ReportedCall call) {}
