/**
 * The lab as a JUnit extension. The only package that uses JUnit and Allure, which the
 * lab itself does not need; imports the client and the reports.
 */
@NullMarked
package dev.parley.lab.junit;

import org.jspecify.annotations.NullMarked;
