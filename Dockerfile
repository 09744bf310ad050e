# syntax=docker/dockerfile:1
# Two images of one build: docker build --target server . and docker build --target agent .
# compose.yaml starts them together; docs/deploying.md says more.

FROM eclipse-temurin:25-jdk-noble AS build
# The build starts a PostgreSQL, which does not run as root.
RUN useradd --create-home --uid 10001 build
USER 10001
WORKDIR /home/build/vox
COPY --chown=10001 . .
RUN --mount=type=cache,target=/home/build/.m2,uid=10001 \
    scripts/dist \
    && mkdir /home/build/unpacked \
    && tar -xzf target/dist/vox-*.tar.gz -C /home/build/unpacked --strip-components=1

FROM eclipse-temurin:25-jdk-noble AS server
RUN useradd --create-home --home-dir /var/lib/vox --uid 10001 vox
COPY --from=build --chown=10001 /home/build/unpacked /opt/vox
USER 10001
# Notes for quick starts; they fit this image's JDK and no other.
RUN /opt/vox/vox prepare cli server
ENV VOX_HOME=/var/lib/vox VOX_HOST=0.0.0.0 VOX_PORT=8080
VOLUME /var/lib/vox
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["/opt/vox/vox", "health"]
ENTRYPOINT ["/opt/vox/vox", "server", "start"]

FROM debian:trixie-slim AS agent
# The browser is Debian's, whose security updates a rebuild brings; so no versions are pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        ca-certificates chromium flite pocketsphinx pocketsphinx-en-us util-linux \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --home-dir /var/lib/vox --uid 10001 vox
COPY --from=eclipse-temurin:25-jdk-noble /opt/java/openjdk /opt/java/openjdk
COPY --from=build --chown=10001 /home/build/unpacked /opt/vox
ENV JAVA_HOME=/opt/java/openjdk
USER 10001
RUN /opt/vox/vox prepare agent
ENV VOX_HOME=/var/lib/vox
VOLUME /var/lib/vox
ENTRYPOINT ["/opt/vox/vox_eval_agentd", "--no-install"]
