@echo off
rem Runs Maven: the mvn on the PATH when it is new enough, otherwise the pinned release from the
rem Apache project's own archive, checked against its SHA-512. See mvnw for the reason.
setlocal
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference='Stop'; $p=@{}; Get-Content '%~dp0.mvn\wrapper\maven-wrapper.properties' | Where-Object { $_ -match '^[^#].*=' } | ForEach-Object { $k,$v=$_ -split '=',2; $p[$k]=$v };" ^
  "$m=Get-Command mvn -ErrorAction SilentlyContinue; if ($m) { $o=(& $m.Source -v | Out-String); if ($o -match 'Apache Maven (\d+(\.\d+)+)' -and [version]$Matches[1] -ge [version]$p.minimumVersion) { exit 0 } };" ^
  "$h=Join-Path $env:USERPROFILE ('.m2\wrapper\parley\apache-maven-'+$p.mavenVersion); if (!(Test-Path $h)) { $t=New-TemporaryFile; Invoke-WebRequest $p.distributionUrl -OutFile $t; if ((Get-FileHash $t -Algorithm SHA512).Hash -ne $p.distributionSha512) { throw 'mvnw: the download is not the expected file' }; $d=Split-Path $h; New-Item -Force -ItemType Directory $d | Out-Null; tar -xzf $t -C $d };" ^
  "Set-Content -Path (Join-Path $env:TEMP 'parley-mvn.txt') -Value (Join-Path $h 'bin\mvn.cmd') -NoNewline; exit 3"
if %ERRORLEVEL% EQU 0 (
  call mvn %*
  exit /b %ERRORLEVEL%
)
if not %ERRORLEVEL% EQU 3 exit /b 1
set /p MVN=<"%TEMP%\parley-mvn.txt"
call "%MVN%" %*
exit /b %ERRORLEVEL%
