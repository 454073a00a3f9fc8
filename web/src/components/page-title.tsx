interface PageTitleProps {
  title: string;
  /** An explanation of the page in a sentence or two. */
  lead: string;
}

export function PageTitle({ title, lead }: PageTitleProps) {
  return (
    <>
      <h1 className="text-2xl">{title}</h1>
      <p className="mt-2 mb-6 max-w-prose text-soft">{lead}</p>
    </>
  );
}
