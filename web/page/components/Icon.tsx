/** Line icons, drawn here so that nothing is fetched. Decorative: their button has the words. */

const shapes = {
  today:
    "M12 3.5v2.2M12 18.3v2.2M3.5 12h2.2M18.3 12h2.2M6 6l1.5 1.5M16.5 16.5 18 18M18 6l-1.5 1.5M7.5 16.5 6 18M12 8.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6Z",
  calendar: "M4.5 6.5h15v13h-15zM4.500 10.500h15M8.500 4v4M15.500 4v4",
  people:
    "M9 11.2a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8ZM2.8 19.5c.4-3.4 2.9-5.3 6.2-5.3s5.8 1.9 6.2 5.3M15.6 4.9a3.4 3.4 0 0 1 0 5.8M17.6 14.6c2.1.7 3.4 2.4 3.7 4.9",
  history: "M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5M12 7.8V12l2.9 1.8",
  settings:
    "M4 7h9.5M18.5 7H20M4 17h1.5M10.5 17H20M16 4.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM8 14.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z",
  plus: "M12 5v14M5 12h14",
  check: "m5 12.5 4.5 4.5L19 7.5",
  close: "m6 6 12 12M18 6 6 18",
  back: "m14.5 5.5-6.5 6.5 6.5 6.5",
  forward: "m9.5 5.5 6.5 6.5-6.5 6.5",
  up: "m6 14.5 6-6 6 6",
  down: "m6 9.5 6 6 6-6",
  edit: "M5 19l.8-3.6L16.2 5l2.8 2.8L8.6 18.2 5 19Z",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.3 15.3 20 20",
  mail: "M4 6.5h16v11H4zM4.5 7l7.5 6 7.5-6",
  phone:
    "M7.6 4.5 10 9l-1.9 1.6a11 11 0 0 0 5.3 5.3L15 14l4.5 2.4c0 2-1.4 3.4-3.2 3.1C10.300 18.700 5.300 13.700 4.500 7.700 4.300 5.900 5.600 4.500 7.600 4.500Z",
  link: "M10 14a4 4 0 0 0 5.700 0l2.800-2.800a4 4 0 0 0-5.700-5.700l-1.100 1.100M14 10a4 4 0 0 0-5.700 0l-2.800 2.800a4 4 0 0 0 5.700 5.700l1.100-1.100",
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
