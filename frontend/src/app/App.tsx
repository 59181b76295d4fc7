export function App() {
  return (
    <main className="grid h-full place-items-center p-6 text-center">
      <div>
        <h1 className="text-xl font-semibold">Parley</h1>
        <p className="mt-2 text-muted">
          The pages are not part of this build yet. The server answers under /api and /ws.
        </p>
      </div>
    </main>
  );
}
