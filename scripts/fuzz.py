"""Sets a server up and lets Schemathesis loose on it. See scripts/fuzz, which starts both."""

import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.request

PASSWORD = "correct horse battery staple"
ADMIN = "admin@vox.example"
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# What would end the fuzzer's own credentials, or waits for 30 seconds on purpose.
EXCLUDED = ["logOutEverywhere", "deleteMe", "setMyPassword", "updateUser", "claimJob", "streamJobEvents", "revokeApiKey", "setSetting", "deleteSetting",
            # Schemathesis reads what it answers as YAML, and its schema says text.
            "getContract"]


def call(url, method, path, body=None, token=None):
    request = urllib.request.Request(url + "/api/v1" + path, method=method)
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, json.dumps(body).encode() if body is not None else None, timeout=30) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def set_up(url, home):
    """Returns the token of an administrator and the API key of somebody else."""
    code_file = home / "keys" / "init-code"
    for _ in range(100):
        if code_file.exists():
            break
        time.sleep(0.1)
    code = code_file.read_text().strip()
    call(url, "POST", "/setup", {"initCode": code, "adminEmail": ADMIN, "adminName": "Ada", "adminPassword": PASSWORD, "scoutEmail": "scout@vox.example"})
    admin = call(url, "POST", "/auth/admin/login", {"email": ADMIN, "password": PASSWORD})["accessToken"]
    for key in ("limits.key-per-minute", "limits.session-per-minute", "limits.agent-per-minute", "limits.basic-per-month"):
        call(url, "PUT", "/admin/settings/" + key, {"value": "1000000"}, admin)
    scopes = ["READ", "RUN", "WRITE", "ADMIN"]
    admin_key = call(url, "POST", "/api-keys", {"name": "fuzz", "scopes": scopes}, admin)["secret"]
    registration = call(url, "POST", "/auth/register", {"email": "bob@vox.example", "name": "Bob", "password": PASSWORD})
    text = None
    for _ in range(100):
        mails = [it for it in call(url, "GET", "/admin/mails", token=admin)["data"] if it["recipient"] == "bob@vox.example"]
        if mails:
            text = call(url, "GET", "/admin/mails/" + mails[0]["id"], token=admin)["text"]
            break
        time.sleep(0.1)
    digits = next(line for line in text.splitlines() if line.isdigit())
    bob = call(url, "POST", "/auth/verify", {"verificationId": registration["id"], "code": digits})["accessToken"]
    bob_key = call(url, "POST", "/api-keys", {"name": "fuzz", "scopes": scopes}, bob)["secret"]
    agent = call(url, "POST", "/eval-agent-tokens", {"name": "fuzz", "fleet": "WORKSPACE", "region": "eu-west"}, admin)["secret"]
    return {"nobody": None, "somebody": bob_key, "administrator": admin_key, "agent": agent}


def fuzz(url, tools, role, token, examples):
    """Returns how many requests there were, and the failures by kind."""
    har, report = tools / f"{role}.har", tools / f"{role}.json"
    settings = tools / "schemathesis.toml"
    settings.write_text("[auth]\nauto-signup = false\n")
    command = [str(tools / "python/bin/st"), "--config-file", str(settings), "run", str(pathlib.Path("openapi.yaml").resolve()), "--url", url + "/api/v1", "--checks", CHECKS, "--max-examples", examples,
               "--phases", "examples,coverage,fuzzing", "--seed", "1", "--no-shrink", "--continue-on-failure", "--max-redirects", "0",
               "--suppress-health-check", "all", "--warnings", "off", "--request-timeout", "20", "--workers", "2",
               "--report", "har,json", "--report-har-path", str(har), "--report-json-path", str(report)]
    for operation in EXCLUDED:
        command += ["--exclude-operation-id", operation]
    if token:
        command += ["-H", "Authorization: Bearer " + token]
    with open(tools / f"{role}.log", "w") as log:
        subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, cwd=tools, env={**os.environ, "NO_COLOR": "1"}, check=False)
    entries = json.loads(har.read_text())["log"]["entries"]
    errors = [it for it in entries if it["response"]["status"] >= 500]
    failures = json.loads(report.read_text())["failures"]
    return len(entries), errors, [it for it in failures if it["type"] != "ServerError"]


def main():
    url, home, tools, examples = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]).resolve(), sys.argv[4]
    requests = server_errors = undocumented = 0
    silent = []
    for role, token in set_up(url, home).items():
        count, errors, others = fuzz(url, tools, role, token, examples)
        wrong = sum(it["count"] for it in others)
        requests, server_errors, undocumented = requests + count, server_errors + len(errors), undocumented + wrong
        if not count:
            silent.append(role)
        print(f"{role}: {count} requests, {len(errors)} of them answered 5xx, {wrong} answers that the contract does not have")
        for it in others:
            print(f"  {it['title']}: {', '.join(it['operations'])}")
        for error in errors[:20]:
            print(f"  {error['request']['method']} {error['request']['url']} {error['response']['status']}")
    print(f"fuzz requests={requests} server_errors={server_errors} undocumented={undocumented}")
    sys.exit(1 if server_errors or undocumented or silent else 0)


if __name__ == "__main__":
    main()
