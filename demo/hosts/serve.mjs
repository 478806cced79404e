// Serves what is built, on a free port or on PORT, and prints the address: a process of its own, as servers that render are.
import { serveHosts } from './server.mjs'

console.log((await serveHosts(Number(process.env.PORT ?? 0))).origin)
