// the demo's merchants stand at this instant, whenever the test runs
document.querySelector('tk-provider').now = () => Date.parse('2026-11-21T09:30:00+08:00')
