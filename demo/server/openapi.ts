/**
 * The OpenAPI description, made from the schemas that read and write what it describes. A test asks the running server for every
 * answer that stands here, and fails for one that does not.
 */
import * as z from 'zod/mini'
import * as account from '../../src/schema/account.js'
import * as benefit from '../../src/schema/benefit.js'
import * as condition from '../../src/schema/condition.js'
import * as dictionary from '../../src/schema/dictionary.js'
import * as ladder from '../../src/schema/ladder.js'
import * as metric from '../../src/schema/metric.js'
import * as named from '../../src/schema/named.js'
import * as override from '../../src/schema/override.js'
import * as program from '../../src/schema/program.js'
import * as score from '../../src/schema/score.js'
import * as task from '../../src/schema/task.js'
import * as time from '../../src/schema/time.js'
import { command, receipt } from '../../src/schema/command.js'
import { entryPage } from '../../src/schema/entry.js'
import { catalogue } from '../../src/schema/issues.js'
import { record } from '../../src/schema/record.js'
import { standing } from '../../src/schema/standing.js'
import { programSchema } from '../../tools/program-schema.mjs'
import { factsTold, informed, mostFacts, session, sessionAsked } from './documents.js'
import { mostEntries } from './pages.js'

type Json = Record<string, unknown>
type Schema = Parameters<typeof z.toJSONSchema>[0]

const schemas: Readonly<Record<string, object>> = {
  ...{ Command: command, Receipt: receipt, EntryPage: entryPage, MerchantRecord: record },
  ...{ Standing: standing, SessionAsked: sessionAsked, Session: session },
  ...{ FactsTold: factsTold, Informed: informed },
}

/** What a schema refuses of a value, by our own codes. */
function faultOf(schema: unknown, value: unknown, code: string): Json | undefined {
  const { _zod } = schema as {
    _zod: { run: (payload: object, how: object) => { issues: { params?: Json }[] } }
  }
  return _zod
    .run({ value, issues: [] }, { async: false })
    .issues.find(({ params }) => params?.['tk'] === code)?.params
}

/** Bounds that are rules of ours, which zod cannot tell by itself. */
function bounded(schema: unknown, json: Json): void {
  if (json['type'] === 'number') {
    if (faultOf(schema, 0.5, 'notWhole')) json['type'] = 'integer'
    const min = faultOf(schema, -Number.MAX_SAFE_INTEGER, 'tooSmall')?.['min']
    const max = faultOf(schema, Number.MAX_SAFE_INTEGER, 'tooBig')?.['max']
    Object.assign(json, min !== undefined && { minimum: min }, max !== undefined && { maximum: max })
  }
  if (json['type'] !== 'string') return
  const length = faultOf(schema, 'x'.repeat(10_000), 'wrongLength')?.['length']
  if (length !== undefined) Object.assign(json, { minLength: 1, maxLength: length })
}

function jsonOf(name: string, schema: object): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema as Schema, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => bounded(zodSchema, jsonSchema as Json),
  }) as Json
  // what it names within itself, it names from the root of the description
  return JSON.parse(
    JSON.stringify(json).replaceAll('"#/$defs/', `"#/components/schemas/${name}/$$defs/`),
  ) as Json
}

const issue = {
  type: 'object',
  description: 'Something wrong, by its code; the words for it are in `tierkit/words`.',
  properties: {
    code: { enum: Object.keys(catalogue) },
    path: { type: 'array', items: { type: ['string', 'number'] } },
    params: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
    place: {
      type: 'object',
      properties: { line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } },
      required: ['line', 'column'],
    },
    document: { enum: ['program', 'merchant', 'standing', 'entries'] },
  },
  required: ['code', 'path', 'params'],
  additionalProperties: false,
}
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })
const problem = {
  type: 'object',
  description: 'RFC 9457. `type` is one a code; `issues` is there where several things are wrong.',
  properties: {
    type: { type: 'string', pattern: '^urn:tierkit:issue:[a-zA-Z]+$' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    issue: ref('Issue'),
    issues: { type: 'array', items: ref('Issue') },
  },
  required: ['type', 'title', 'status', 'detail', 'issue'],
  additionalProperties: false,
}

/** What each status says, wherever it is given. */
const problems: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be read: `issue.path` says where.',
  401: 'No token, or none that holds: ask the host for another.',
  403: 'The token is for somebody else.',
  404: 'There is no such thing.',
  409: 'The key was used for something else, or the log has moved on since `revision`.',
  413: 'More was sent than may be.',
  415: 'What was sent is not declared as JSON.',
  422: 'The command is refused as things stand; `issue` says why.',
  429: 'Too often: again after `Retry-After` seconds.',
  500: 'A fault of the server. What was sent may have been taken: send it again, as it was.',
  503: 'No answer in time. What was sent may have been taken: send it again, as it was.',
}

const retryAfter = {
  'Retry-After': { required: true, schema: { type: 'integer', minimum: 1 }, description: 'Seconds.' },
}
const etag = {
  ETag: {
    required: true,
    schema: { type: 'string' },
    description:
      'Of a merchant: the revision, `"42"`, with the ETag of the program and what is left of stocks where it depends on them, `"42;hG7...;3.2"`.',
  },
}

function answers(given: Json, statuses: readonly number[]): Json {
  const found: Json = { ...given }
  for (const status of statuses)
    found[status] = {
      description: problems[status],
      ...((status === 429 || status === 503) && { headers: retryAfter }),
      content: { 'application/problem+json': { schema: ref('Problem') } },
    }
  return found
}
const json = (description: string, schema: Json, headers?: Json): Json => ({
  description,
  ...(headers && { headers }),
  content: { 'application/json': { schema } },
})
const notModified = { 304: { description: 'What `If-None-Match` names still holds.', headers: etag } }

const reading = [401, 403, 404, 429, 500, 503]
const path = (name: string, description: string): Json => ({
  ...{ name, in: 'path', required: true, description, schema: { type: 'string' } },
})
const merchant = path('merchant', 'The id of the merchant that the token is for.')
const header = (name: string, description: string, required = false): Json => ({
  ...{ name, in: 'header', required, description, schema: { type: 'string' } },
})
const known = header('If-None-Match', 'An ETag: where it still holds, the answer is 304.')
const query = (name: string, description: string, schema: Json): Json => ({
  ...{ name, in: 'query', description, schema },
})
const reads = (summary: string, name: string, parameters: Json[], statuses = reading): Json => ({
  summary,
  security: [{ token: [] }],
  parameters: [...parameters, known],
  responses: answers({ 200: json(summary, ref(name), etag), ...notModified }, statuses),
})

function paths(): Json {
  const cursors = 'A cursor of a page: `after` leads to older entries, `before` to newer ones.'
  return {
    '/openapi.json': {
      get: { summary: 'This description.', responses: { 200: json('OpenAPI 3.1.', { type: 'object' }) } },
    },
    '/sessions': {
      post: {
        summary: 'A token for one merchant, asked for by the back end of the host, which shows its secret.',
        security: [{ secret: [] }],
        requestBody: { required: true, content: { 'application/json': { schema: ref('SessionAsked') } } },
        responses: answers(
          { 201: json('The token.', ref('Session')) },
          [400, 401, 404, 413, 415, 429, 500, 503],
        ),
      },
    },
    '/programs/{program}': {
      get: reads('All versions of the program that the merchant is in.', 'Programs', [
        path('program', 'The id of a program.'),
      ]),
    },
    '/merchants/{merchant}': {
      get: reads('The record: the state, and the facts that it still needs.', 'MerchantRecord', [merchant]),
    },
    '/merchants/{merchant}/standing': {
      get: reads('The standing, as of the last thing that happened.', 'Standing', [merchant]),
    },
    '/merchants/{merchant}/entries': {
      get: reads(
        'A page of the points log, newest first.',
        'EntryPage',
        [
          merchant,
          query('count', 'How many at most.', {
            type: 'integer',
            minimum: 1,
            maximum: mostEntries,
            default: 20,
          }),
          query('from', 'The newest page, or the oldest.', { enum: ['first', 'last'], default: 'first' }),
          query('cursor', cursors, { type: 'string' }),
          query('date', 'What was posted at this instant or before.', { type: 'string' }),
        ],
        [400, ...reading],
      ),
    },
    '/merchants/{merchant}/events': {
      get: {
        summary:
          'Server-sent events named `revision`, each with `{"revision": 42}`: read again, at least that; and `changed` with `{}` when the program is another: read all again.',
        security: [{ token: [] }],
        parameters: [merchant, header('Last-Event-ID', 'The last revision that was heard of.')],
        responses: answers(
          {
            200: {
              description: 'The stream.',
              content: { 'text/event-stream': { schema: { type: 'string' } } },
            },
          },
          [401, 403, 404, 429, 500],
        ),
      },
    },
    '/merchants/{merchant}/receipts': {
      get: {
        summary:
          'What became of a command whose answer was lost: its receipt, or 404 where it was never accepted.',
        security: [{ token: [] }],
        parameters: [
          merchant,
          { ...query('key', 'The key of the command.', { type: 'string' }), required: true },
        ],
        responses: answers({ 200: json('It was accepted.', ref('Receipt')) }, reading),
      },
    },
    '/merchants/{merchant}/facts': {
      post: {
        summary: `What the platform has learned of a merchant, told by the back end of the host, which shows its secret: ${mostFacts} facts at most, all or none. What the log has already has no second effect.`,
        security: [{ secret: [] }],
        parameters: [path('merchant', 'The id of any merchant.')],
        requestBody: { required: true, content: { 'application/json': { schema: ref('FactsTold') } } },
        responses: answers(
          {
            200: json('The log had all of them.', ref('Informed')),
            201: json('They are in the log.', ref('Informed')),
          },
          [400, 401, 404, 409, 413, 415, 429, 500, 503],
        ),
      },
    },
    '/merchants/{merchant}/commands': {
      post: {
        summary: 'A command. The same key is answered with the same receipt, however often it comes.',
        security: [{ token: [] }],
        parameters: [merchant, header('Idempotency-Key', 'The key of the command.', true)],
        requestBody: { required: true, content: { 'application/json': { schema: ref('Command') } } },
        responses: answers(
          {
            200: json('It had been accepted before.', ref('Receipt')),
            201: json('It is accepted.', ref('Receipt')),
          },
          [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503],
        ),
      },
    },
  }
}

const sources = {
  account,
  benefit,
  condition,
  dictionary,
  ladder,
  metric,
  named,
  override,
  program,
  score,
  task,
  time,
}
let programs: Json | undefined
/** The schema of programs, whose definitions stand among the others here. To be waited for once, before the first answer. */
export async function readyOpenApi(): Promise<void> {
  const load = (name: keyof typeof sources): Promise<unknown> => Promise.resolve(sources[name])
  const { $schema: _, definitions, ...root } = (await programSchema(load)) as Json
  const moved = JSON.stringify({ Program: root, ...prefixed(definitions as Json) })
  programs = JSON.parse(moved.replaceAll('"#/definitions/', '"#/components/schemas/Program.')) as Json
}
const prefixed = (definitions: Json): Json =>
  Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [`Program.${name}`, schema]))

let made: Json | undefined
export function openApi(): Json {
  made ??= {
    openapi: '3.1.0',
    info: { title: 'Tierkit reference server', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    paths: paths(),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Of one merchant, from `/sessions`.' },
        secret: { type: 'http', scheme: 'bearer', description: 'The secret of the host; never in a page.' },
      },
      schemas: {
        ...Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, jsonOf(name, schema)])),
        Programs: { type: 'array', items: ref('Program') },
        ...programs,
        Issue: issue,
        Problem: problem,
      },
    },
  }
  return made
}
