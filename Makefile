# The commands of every day. The build itself is Maven's: see CONTRIBUTING.md.
.DEFAULT_GOAL := help
.PHONY: help run page quick verify format package reports hooks

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1#/p' Makefile | column -t -s '#'

run: ## start Parley with demo data on http://localhost:8080
	./mvnw spring-boot:run

page: frontend/node_modules ## start the page with hot reload; needs 'make run' in another terminal
	cd frontend && npm run dev

quick: ## run the unit and endpoint tests of the server
	./mvnw -Pquick verify

verify: ## run every test, as CI does
	./mvnw verify

format: frontend/node_modules ## format the Java and TypeScript sources
	./mvnw -q spring-javaformat:apply
	cd frontend && npm run format

package: ## build target/parley.jar without running tests
	./mvnw -DskipTests package

reports: ## collect the results of the last run in target/reports/index.html
	./mvnw -q jacoco:report@coverage-unit jacoco:report-integration@coverage-integration
	-npx --yes allure@3.18.0 awesome --single-file --output target/reports/allure target/allure-results
	./mvnw -q exec:exec@reports

hooks: ## format staged files before each commit from now on
	git config core.hooksPath .githooks

frontend/node_modules: frontend/package-lock.json
	cd frontend && npm ci
	touch frontend/node_modules
