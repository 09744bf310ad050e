package io.vox.server.evaluation.evalagent;

/**
 * An eval agent that begins to work.
 *
 * @param version of its program
 * @param host where it runs, a JSON object as the contract has it
 */
public record Registration(String name, String version, String host) {}
