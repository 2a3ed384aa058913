/// What is shipped beside the program: workflows, the archive, the image, units, manifests, alerts.
/// Each is looked at by the tool that is made for it. A tool that isn't on this machine is named by
/// the test that is skipped.
package dev.rowgate.dist;
