# Sets everything up on Windows, then runs: demo | test | check | bench | proof | any gerai verb.
$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
$verb = if ($args.Count) { $args[0] } else { "" }
$rest = @($args | Select-Object -Skip 1)
$want = if ($verb -in "test", "check", "bench", "proof") { "dev" } else { "app" }
if (Test-Path .venv\.dev) { $want = "dev" }

$uv = (Get-Command uv -ErrorAction SilentlyContinue).Source
if (-not $uv) {
    if (-not (Test-Path .tools\Scripts\uv.exe)) {
        py -3 -m venv .tools
        .tools\Scripts\pip install -q --disable-pip-version-check --require-hashes -r requirements\tools.lock
    }
    $uv = ".tools\Scripts\uv.exe"
}
$sum = (Get-FileHash "requirements\$want.lock").Hash
if (-not (Test-Path .venv\Scripts\python.exe)) { & $uv venv -q --no-managed-python .venv }
$have = if (Test-Path .venv\.sum) { Get-Content .venv\.sum } else { "" }
if ($have -ne $sum) {
    & $uv pip sync -q --require-hashes --compile-bytecode -p .venv "requirements\$want.lock"
    if ($want -eq "dev") { New-Item -Force -ItemType File .venv\.dev | Out-Null }
    Set-Content .venv\.sum $sum
}
$python = ".venv\Scripts\python.exe"
switch ($verb) {
    "" { & $python -m pos demo }
    "test" { & $python -m pytest -q @rest }
    "check" {
        & .venv\Scripts\ruff format --check -q .; if ($LASTEXITCODE) { exit $LASTEXITCODE }
        & .venv\Scripts\ruff check -q .; if ($LASTEXITCODE) { exit $LASTEXITCODE }
        & .venv\Scripts\mypy; if ($LASTEXITCODE) { exit $LASTEXITCODE }
        & .venv\Scripts\lint-imports --no-logo; if ($LASTEXITCODE) { exit $LASTEXITCODE }
        & $python -m pytest -q
    }
    "bench" { & $python -m tests.bench @rest }
    "proof" { & $python -m tests.proof @rest }
    default { & $python -m pos @args }
}
exit $LASTEXITCODE
