import { Client } from "pg";

/**
 * Holds pieces of work for this worker. A claim is a transaction-level advisory lock on a connection of its own: when
 * the worker dies, the database notices and the claim is free at once, with no clock and no lease involved. The
 * transaction writes nothing, so it holds up neither vacuum nor other writers.
 */
export class Claims {
  #client: Client | null = null;

  constructor(private readonly url: string) {}

  /** Runs the work when nobody else holds the key; answers false when somebody does. */
  async hold(key: string, work: () => Promise<void>): Promise<boolean> {
    const client = await this.#connect();
    await client.query("BEGIN");
    try {
      const { rows } = await client.query<{ held: boolean }>("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1)) AS held", [key]);
      if (!rows[0]?.held) return false;
      await work();
      return true;
    } finally {
      await client.query("ROLLBACK").catch(() => this.#forget());
    }
  }

  async close(): Promise<void> {
    await this.#client?.end().catch(() => {});
    this.#client = null;
  }

  /** A connection that broke gave its claim back already; the next claim opens a new one. */
  async #connect(): Promise<Client> {
    if (this.#client) return this.#client;
    const client = new Client({ connectionString: this.url, application_name: "proofmark-claims", keepAlive: true });
    client.on("error", () => this.#forget());
    client.on("end", () => this.#forget());
    await client.connect();
    await client.query("SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3");
    this.#client = client;
    return client;
  }

  #forget(): void {
    this.#client = null;
  }
}
