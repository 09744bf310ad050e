package io.vox.server.evaluation.evalagent;

/**
 * What an eval agent works by until it registers again.
 *
 * @param secret only its digest is stored
 */
public record Session(String evalAgentId, String secret) {}
