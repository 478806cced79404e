// first on the page: what goes wrong from here on is kept for the test to read
window.violations = []
window.failures = []
document.addEventListener('securitypolicyviolation', (event) =>
  window.violations.push(
    `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
  ),
)
window.addEventListener('error', (event) => window.failures.push(String(event.message)))
window.addEventListener('unhandledrejection', (event) => window.failures.push(String(event.reason)))
