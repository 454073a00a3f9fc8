import type { ReactNode } from "react";

export interface Column {
  key: string;
  label: string;
  isNumber?: boolean;
}

interface TableProps {
  caption: string;
  columns: readonly Column[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

/**
 * A table that scrolls horizontally on a narrow page, without breaking words. The first cell of each row is the
 * row's header.
 */
export function Table({ caption, columns, rows }: TableProps) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div role="group" aria-label={caption} tabIndex={0} className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full border-collapse text-sm break-normal">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label, isNumber }) => (
              <th key={key} scope="col" className={`px-3 py-2 align-bottom font-semibold ${isNumber ? "text-end" : "text-start"}`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...rest] }) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="min-w-36 px-3 py-2 text-start font-semibold">
                {name}
              </th>
              {rest.map((cell, index) => (
                <td key={columns[index + 1]?.key} data-numbers={columns[index + 1]?.isNumber ? "" : undefined} className={`px-3 py-2 whitespace-nowrap ${columns[index + 1]?.isNumber ? "text-end" : ""}`}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CsvLinkProps {
  table: "days" | "doctors" | "specializations";
  /** The table's caption, which distinguishes the link from the links to other tables. */
  caption: string;
  children: ReactNode;
}

/** A link to the table as a CSV file. */
export function CsvLink({ table, caption, children }: CsvLinkProps) {
  return (
    <a href={`/v1/operations/overview/${table}.csv`} download className="inline-flex min-h-tap items-center text-sm text-neem underline underline-offset-4">
      {children}
      <span className="sr-only">: {caption}</span>
    </a>
  );
}
