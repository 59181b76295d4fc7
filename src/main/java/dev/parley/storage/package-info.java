/**
 * The database: data sources, migrations, transactions, backup, and start errors. May
 * import protocol.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol" })
package dev.parley.storage;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
