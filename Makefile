# What can be done here. Each target is a line or two over Maven or a script; both use the JDK that ./vox uses.
.DEFAULT_GOAL := help
.PHONY: help setup build contract contract-check contract-release fmt lint test test-long check dist bench-accuracy bench-analyze \
	bench-claims bench-reads bench-start bench-auth fuzz clean

# Not Maven's -q, which keeps back the warnings that a build fails by.
MAVEN := scripts/with-jdk ./mvnw -B -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
BENCH := scripts/with-jdk java -cp 'bench/target/bench.jar:bench/target/lib/*'

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 20

setup: ## install what the tests need (Debian, as root; elsewhere says what is missing)
	@scripts/setup

build: ## build all programs, without the specs
	@$(MAVEN) package -Dmaven.test.skip=true

contract: ## bundle api-spec into openapi.yaml (needs Node)
	@scripts/with-node api-spec npm run --silent bundle -- ../openapi.yaml

contract-check: ## check the contract: bundle, rules (skipped without Node), breaking changes
	@test/contract-test.sh
	@$(MAVEN) -pl api-spec verify -Dmaven.test.skip=true

contract-release: ## make the present contract the one that later ones are compared with; part of a release
	@cp openapi.yaml api-spec/released/openapi.yaml

fmt: ## format the sources
	@$(MAVEN) spotless:apply

lint: ## check the format and compile with all checks
	@$(MAVEN) spotless:check test-compile

test: ## everything that CI runs: format, compiler checks, all specs, the launcher's tests
	@scripts/test

test-long: build ## faults, every way to end a demonstration, the distribution: about ten minutes, before a release
	scripts/test-long

check: test ## the same as test

dist: ## one archive that runs where there is a JDK; docs/deploying.md
	@scripts/dist

bench-accuracy: build ## error against the phantom agent; quiet machine, about 25 minutes
	@$(BENCH) io.vox.bench.AccuracyBench

bench-analyze: build ## error, time and memory of the analyzer on synthetic recordings
	@$(BENCH) io.vox.bench.AnalyzeBench

bench-claims: build ## jobs claimed and completed per second over HTTP, beside the same SQL under pgbench; about 2 minutes
	@./vox prepare server
	@$(BENCH) io.vox.bench.ClaimsBench

bench-reads: build ## how fast the public boards are read over 100,000 results, and how soon a result is on them
	@$(BENCH) io.vox.bench.ReadsBench

bench-start: build ## seconds until a server is ready, with and without the launcher's cache; memory at rest
	@./vox prepare server
	@$(BENCH) io.vox.bench.StartBench

bench-auth: build ## how fast a server says who asks, and whether logins starve others; about a minute
	@$(BENCH) io.vox.bench.AuthBench

fuzz: build ## send what nobody would send to every operation (needs Python; about 3 minutes)
	@scripts/fuzz

clean: ## remove what was built
	@$(MAVEN) clean
