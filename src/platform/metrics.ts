import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Counter, Histogram, Meter } from '@opentelemetry/api'
import type { Root } from './db.ts'
import { log } from './log.ts'
import { Unready } from './unready.ts'

// OpenTelemetry's own names where it has one: https://opentelemetry.io/docs/specs/semconv/. Labels are patterns of addresses, methods,
// states and names of jobs, never anything about people.
let instruments: { requests: Histogram; jobs: Histogram; problems: Counter } | undefined

/** One answered request. Costs nothing where nobody measures. */
export const countRequest = (method: string, route: string, status: number, milliseconds: number) =>
  instruments?.requests.record(milliseconds / 1000, {
    'http.request.method': method,
    'http.route': route,
    'http.response.status_code': status,
  })

/** One job that ended, by how. */
export const countJob = (task: string, outcome: 'done' | 'failed', milliseconds: number) =>
  instruments?.jobs.record(milliseconds / 1000, { task, outcome })

/** One bug, by the route or the job where it was met. */
export const countProblem = (where: string) => instruments?.problems.add(1, { where })

export const isMeasuring = () => instruments !== undefined

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Measures this process, and shows it in Prometheus' text form under /metrics on a port of its own, so that no proxy passes it on.
 * `web` and `worker` are the roots this process has. Throws Unready when the port is taken.
 */
export async function startMetrics({
  host,
  port,
  web,
  worker,
}: {
  host: string
  port: number
  web?: Root
  worker?: Root
}): Promise<{ port: number; stop: () => Promise<void> }> {
  const { MeterProvider } = await import('@opentelemetry/sdk-metrics')
  const { PrometheusExporter } = await import('@opentelemetry/exporter-prometheus')
  const exporter = new PrometheusExporter({ preventServerStart: true, withoutTargetInfo: true, withoutScopeInfo: true })
  const provider = new MeterProvider({ readers: [exporter] })
  const meter = provider.getMeter('commontable')
  instruments = {
    requests: meter.createHistogram('http.server.request.duration', {
      unit: 's',
      description: 'From the request to the head of its answer',
      advice: { explicitBucketBoundaries: seconds },
    }),
    jobs: meter.createHistogram('commontable.job.duration', {
      unit: 's',
      description: 'Runs of jobs',
      advice: { explicitBucketBoundaries: [0.05, 0.25, 1, 5, 20, 60, 300] },
    }),
    problems: meter.createCounter('commontable.problems', {
      description: 'Requests and jobs that failed by a bug or because something is broken',
    }),
  }
  observeProcess(meter)
  for (const [name, root] of Object.entries({ web, worker })) if (root) observePool(meter, name, root)
  if (worker) observeQueue(meter, worker)

  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end()
    exporter.getMetricsRequestHandler(request, response)
  })
  await new Promise<void>((done, refuse) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      refuse(
        error.code === 'EADDRINUSE'
          ? new Unready(`METRICS_PORT ${port} is taken by another program. Each process of Commontable needs one of its own.`)
          : error,
      ),
    )
    server.listen(port, host, done)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      instruments = undefined
      server.close()
      server.closeAllConnections()
      await provider.shutdown()
    },
  }
}

function observeProcess(meter: Meter) {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  meter
    .createObservableGauge('process.memory.usage', { unit: 'By', description: 'Memory that this process holds' })
    .addCallback((result) => result.observe(process.memoryUsage.rss()))
  meter.createObservableGauge('process.uptime', { unit: 's' }).addCallback((result) => result.observe(process.uptime()))
  meter
    .createObservableGauge('nodejs.eventloop.delay.p99', { unit: 's', description: 'How long work had to wait since it was last asked' })
    .addCallback((result) => {
      result.observe(delay.percentile(99) / 1e9)
      delay.reset()
    })
}

function observePool(meter: Meter, name: string, { pool }: Root) {
  const pools = { 'db.client.connection.pool.name': name }
  meter.createObservableGauge('db.client.connection.count', { description: 'Connections to the database' }).addCallback((result) => {
    result.observe(pool.idleCount, { ...pools, state: 'idle' })
    result.observe(pool.totalCount - pool.idleCount, { ...pools, state: 'used' })
  })
  meter
    .createObservableGauge('db.client.connection.pending_requests', { description: 'Work that waits for a connection' })
    .addCallback((result) => result.observe(pool.waitingCount, pools))
}

/** The queue belongs to the worker's login. A scrape while the database is away leaves these out. */
function observeQueue(meter: Meter, { pool }: Root) {
  const jobs = meter.createObservableGauge('commontable.jobs', { description: 'Jobs by task and state: due, running, later, failed' })
  const late = meter.createObservableGauge('commontable.jobs.lateness', {
    unit: 's',
    description: 'For how long the oldest due job has waited',
  })
  const age = meter.createObservableGauge('commontable.backup.age', {
    unit: 's',
    description: 'Since the last backup; absent when there was none',
  })
  meter.addBatchObservableCallback(
    async (result) => {
      try {
        const { rows } = await pool.query<{ task: string; state: string; jobs: number; late: number | null }>(`
        select task_identifier as task, count(*)::int as jobs, case when locked_at is not null then 'running' when attempts >= max_attempts then 'failed' when run_at > now() then 'later' else 'due' end as state,
          extract(epoch from now() - min(run_at))::float as late from graphile_worker.jobs group by 1, 3`)
        for (const { task, state, jobs: number } of rows) result.observe(jobs, number, { task, state })
        result.observe(late, Math.max(0, ...rows.filter(({ state }) => state === 'due').map((row) => row.late ?? 0)))
        const {
          rows: [backup],
        } = await pool.query<{ age: number | null }>(`select extract(epoch from now() - max(made_at))::float as age from backup_made`)
        if (backup?.age != null) result.observe(age, backup.age)
      } catch (error) {
        log.warn({ code: (error as { code?: string }).code }, 'the queue could not be measured')
      }
    },
    [jobs, late, age],
  )
}
