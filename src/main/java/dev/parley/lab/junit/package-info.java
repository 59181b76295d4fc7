/**
 * The lab inside other people's JUnit tests. The only package that knows JUnit and
 * Allure, which the lab itself starts without; imports the client and the reports.
 */
@NullMarked
package dev.parley.lab.junit;

import org.jspecify.annotations.NullMarked;
