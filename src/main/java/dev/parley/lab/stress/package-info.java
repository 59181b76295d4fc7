/**
 * The stress test: raises the load step by step until a criterion fails, then narrows
 * down the highest load that passes. Imports load.
 */
@NullMarked
package dev.parley.lab.stress;

import org.jspecify.annotations.NullMarked;
