/**
 * One in-memory SQLite database: runs the shared SQL files and named statements, each compiled once.
 */
import sqlite3InitModule, {
  type Database,
  type PreparedStatement,
  type Sqlite3Static,
  type SqlValue,
} from "@sqlite.org/sqlite-wasm";
import type { Parameters, Row } from "../../shared/messages.ts";
import { type PackedRows, rowsIn } from "../../shared/rows.ts";
import { StoreError, UsageError } from "../errors.ts";
import { columnsOf, sqlText } from "./sql.ts";

let loading: Promise<Sqlite3Static> | null = null;

/** SQLite itself; loaded once, 879 KB. If that fails (no network yet, say), it may be tried again. */
export function loadSqlite(): Promise<Sqlite3Static> {
  loading ??= sqlite3InitModule().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

interface Question {
  readonly columns: readonly string[];
  readonly statement: PreparedStatement;
  /** The tables, and the views over them, that an answer depends on. */
  readonly reads: readonly string[];
}

interface Statement {
  readonly prepared: PreparedStatement;
  readonly writes: readonly string[];
}

export class Engine {
  readonly version: string;
  readonly #sqlite: Sqlite3Static;
  readonly #database: Database;
  readonly #questionBySql = new Map<string, Question>();
  readonly #statementBySql = new Map<string, Statement>();
  readonly #statementsByFile = new Map<string, readonly string[]>();
  /** What the statement that is being compiled touches: SQLite tells its authorizer. */
  readonly #compiling = { reads: new Set<string>(), writes: new Set<string>() };
  readonly #written = new Set<string>();

  private constructor(sqlite: Sqlite3Static) {
    this.#sqlite = sqlite;
    this.version = sqlite.version.libVersion;
    this.#database = new sqlite.oo1.DB(":memory:");
    this.#listenToCompiler();
    this.#database.exec("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536");
    // Else the first values that are bound to a question have it compiled a second time, lest they
    // suggest a better plan; the agenda takes as long to compile as to answer.
    const { capi } = sqlite;
    capi.sqlite3_db_config(this.#database, capi.SQLITE_DBCONFIG_ENABLE_QPSG, 1, 0);
  }

  /** An empty database. */
  static async open(): Promise<Engine> {
    return new Engine(await loadSqlite());
  }

  close(): void {
    for (const { prepared } of this.#statementBySql.values()) prepared.finalize();
    for (const { statement } of this.#questionBySql.values()) statement.finalize();
    this.#questionBySql.clear();
    this.#statementBySql.clear();
    this.#database.close();
  }

  /** Runs a whole text; for what runs once. */
  exec(sql: string): void {
    this.#database.exec(sql);
  }

  /** Runs every statement of one of the shared files. */
  runFile(file: string): void {
    let statements = this.#statementsByFile.get(file);
    if (statements === undefined) {
      statements = this.#split(sqlText(file));
      this.#statementsByFile.set(file, statements);
    }
    for (const statement of statements) this.run(statement);
  }

  /** Runs a statement that answers nothing; `values` by position. */
  run(sql: string, values: readonly SqlValue[] = []): void {
    const { prepared, writes } = this.#statement(sql);
    try {
      for (const [at, value] of values.entries()) prepared.bind(at + 1, value);
      while (prepared.step());
    } finally {
      prepared.reset(true);
    }
    if (writes.length > 0 && Number(this.#database.changes()) > 0) {
      for (const table of writes) this.#written.add(table);
    }
  }

  /** The rows of a question, as `packed` answers it. */
  rows(sql: string, parameters: Parameters = {}): readonly Row[] {
    return rowsIn(this.packed(sql, parameters));
  }

  /**
   * The rows of a question. Parameters that it does not name are left out; one that it names and
   * that is not given is an error, as in Python.
   *
   * All rows leave SQLite's memory as one JSON text: a row at a time takes half as long again, a
   * value at a time three times as long.
   * Texts, integers below 2^53 and NULL only, as all of the shared SQL answers.
   */
  packed(sql: string, parameters: Parameters = {}): PackedRows {
    const { columns, statement } = this.#question(sql);
    try {
      this.#bindNamed(statement, parameters);
      const values = statement.step() ? statement.getString(0) : null;
      return { columns, values: values ?? "[]" };
    } finally {
      statement.reset(true);
    }
  }

  /** The tables, and the views over them, that the answer to a question depends on. */
  readsOf(sql: string): readonly string[] {
    return this.#question(sql).reads;
  }

  /** The tables in which rows came, went or changed since this was last asked. */
  takeWritten(): readonly string[] {
    const written = [...this.#written];
    this.#written.clear();
    return written;
  }

  /** Calls `visit` with each row's values by position; for what must not be kept as objects. */
  each(
    sql: string,
    visit: (values: readonly unknown[]) => void,
    parameters: Parameters = {},
  ): void {
    const { prepared: statement } = this.#statement(sql);
    try {
      this.#bindNamed(statement, parameters);
      while (statement.step()) visit(statement.get([]));
    } finally {
      statement.reset(true);
    }
  }

  /** All of `work` or nothing. `work` never awaits: nothing else runs on this database meanwhile. */
  transact<T>(work: () => T): T {
    this.run("BEGIN");
    try {
      const value = work();
      this.run("COMMIT");
      return value;
    } catch (error) {
      this.exec("ROLLBACK");
      throw error;
    }
  }

  /**
   * `work` fills this database, which holds nothing yet, without noting how to take changes back:
   * a third quicker. If it throws, the database must be closed.
   */
  async fill<T>(work: () => Promise<T>): Promise<T> {
    this.exec("PRAGMA journal_mode = OFF");
    const value = await work();
    this.exec("PRAGMA journal_mode = MEMORY");
    return value;
  }

  /** Puts an empty database beside the main one, unless there is one of that name. */
  attach(name: "log" | "source"): void {
    const known = this.rows("SELECT name FROM pragma_database_list");
    if (!known.some((row) => row["name"] === name)) this.exec(`ATTACH ':memory:' AS ${name}`);
  }

  /** A schema (`main`, or one that is attached) as the bytes of a file. */
  serialize(schema = "main"): Uint8Array {
    return this.#sqlite.capi.sqlite3_js_db_export(this.#database, schema);
  }

  /** Puts the bytes of a file in the place of a schema (`main`, or one that is attached). */
  deserialize(bytes: Uint8Array, schema = "main"): void {
    const { capi, wasm } = this.#sqlite;
    const pointer = wasm.allocFromTypedArray(bytes);
    // SQLite owns the memory from here on, and frees it even if it refuses the bytes.
    const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
    const { length } = bytes;
    const code = capi.sqlite3_deserialize(this.#database, schema, pointer, length, length, flags);
    if (code !== 0) throw new StoreError(`SQLite cannot open these bytes (${code})`);
  }

  #bindNamed(statement: PreparedStatement, parameters: Parameters): void {
    for (let at = 1; at <= statement.parameterCount; at += 1) {
      const name = this.#sqlite.capi.sqlite3_bind_parameter_name(statement, at)?.slice(1) ?? "";
      const value = parameters[name];
      if (value === undefined) throw new UsageError(`This question needs the parameter :${name}`);
      statement.bind(at, value);
    }
  }

  /**
   * A question wrapped so that it answers all rows as one JSON array, and its columns in their order.
   * SQLite keeps the order of the rows, as it does for every aggregate but count, min and max.
   */
  #question(sql: string): Question {
    const known = this.#questionBySql.get(sql);
    if (known !== undefined) return known;
    const columns = columnsOf(sql) ?? this.#columnsOf(sql);
    const names = columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(", ");
    const text = sql.trimEnd().replace(/;$/, "");
    const { reads } = this.#compiling;
    reads.clear();
    const wrapped = `SELECT json_group_array(json_array(${names})) FROM (${text}\n)`;
    const statement = this.#database.prepare(wrapped);
    const made = { columns, statement, reads: [...reads] };
    this.#questionBySql.set(sql, made);
    return made;
  }

  #columnsOf(sql: string): readonly string[] {
    const asked = this.#database.prepare(sql);
    const columns = asked.getColumnNames();
    asked.finalize();
    return columns;
  }

  #statement(sql: string): Statement {
    const known = this.#statementBySql.get(sql);
    if (known !== undefined) return known;
    const { writes } = this.#compiling;
    writes.clear();
    const made = { prepared: this.#database.prepare(sql), writes: [...writes] };
    this.#statementBySql.set(sql, made);
    return made;
  }

  #listenToCompiler(): void {
    const { capi } = this.#sqlite;
    const { reads, writes } = this.#compiling;
    const changing: readonly number[] = [
      capi.SQLITE_INSERT,
      capi.SQLITE_UPDATE,
      capi.SQLITE_DELETE,
    ];
    const hear = (_: unknown, action: number, table: string | 0): number => {
      if (table === 0) return capi.SQLITE_OK;
      if (action === capi.SQLITE_READ) reads.add(table);
      else if (changing.includes(action)) writes.add(table);
      return capi.SQLITE_OK;
    };
    capi.sqlite3_set_authorizer(this.#database, hear, 0);
  }

  #split(text: string): readonly string[] {
    const statements: string[] = [];
    let pending = "";
    for (const line of text.split("\n")) {
      if (pending === "" && (line.startsWith("--") || line.trim() === "")) continue;
      pending += `${line}\n`;
      // Asking SQLite at the end of each line would copy the statement there as often as it has lines.
      if (line.endsWith(";") && this.#sqlite.capi.sqlite3_complete(pending)) {
        statements.push(pending.trim());
        pending = "";
      }
    }
    return statements;
  }
}
