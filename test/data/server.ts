/** A real HTTP server that a test tells what to answer, and that remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}
export type Answering = (heard: Heard, response: ServerResponse, nth: number) => void

export interface TestServer {
  /** Without a slash at its end. */
  readonly url: string
  readonly heard: Heard[]
  /** What is done from now on. */
  answer: Answering
  /** Cuts every connection that is open. */
  cut(): void
  close(): Promise<void>
}

/** On a free port of this machine. */
export async function serve(answer: Answering): Promise<TestServer> {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => (body += part))
    request.on('end', () => {
      const one = { method: request.method!, url: request.url!, headers: request.headers, body }
      heard.push(one)
      made.answer(one, response, heard.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const made: TestServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    answer,
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return made
}

/** Answers with JSON, or with a text as it is. */
export function say(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
