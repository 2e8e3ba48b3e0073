.PHONY: help run test check lock clean

help: ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: ## Set everything up and start the site with its worker
	@sh tools/run.sh

test: ## Install what tests need, then run every check and test
	@sh tools/test.sh

check: ## Only the quick checks: style, types, contracts, translations, migrations
	@sh tools/check.sh

lock: ## Renew the lock files after a change of dependencies
	@sh tools/lock.sh

clean: ## Remove the virtual environment and everything built; data stays
	rm -rf .venv build
