// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_calls.h"

#include "connections/connections_page.h"
#include "hub/hub_port.h"
#include "load/run_store.h"
#include "log/log_page.h"
#include "messages/messages_page.h"
#include "pages.h"
#include "sources/letter_check.h"
#include "sources/source_kinds.h"

namespace fanlight::page_calls {

SourcesPage::Calls ofSources(HubPort& hub)
{
    SourcesPage::Calls calls;
    calls.pause = [&hub](const QString& name, bool paused) { hub.pauseSource(name, paused); };
    calls.letters.list
        = [&hub](const QString& name, const auto& done) { hub.requestDeadLetters(name, done); };
    calls.letters.deeds.sendAgain = [&hub](const QString& name, const std::string& handle,
                                        const std::string& body, const LetterRun::Done& done) {
        hub.sendDeadAgain(name, handle, QByteArray::fromStdString(body), done);
    };
    calls.letters.deeds.remove
        = [&hub](const QString& name, const std::string& handle, const LetterRun::Done& done) {
              hub.removeDead(name, handle, done);
          };
    calls.letters.check
        = [&hub](const SourceContent& content) { return letterProblem(content, hub.options()); };
    calls.configured = [&hub] { return hub.options().sources; };
    for (const SourceKind& kind : source_kinds::all()) {
        if (kind.isBuiltIn)
            calls.kinds << kind.name;
    }
    return calls;
}

PublishDesk::Paths publishPaths(const QString& folder)
{
    PublishDesk::Paths paths;
    if (!folder.isEmpty())
        paths.sent = folder + QStringLiteral("/sent.json");
    return paths;
}

QString runsFolder(const QString& folder)
{
    return folder.isEmpty() ? RunStore::defaultFolder() : folder + QStringLiteral("/load-tests");
}

void leadOn(const LogPage& log, Pages& pages)
{
    QObject::connect(&log, &LogPage::followRequested, &pages, &Pages::followMessage);
    QObject::connect(&log, &LogPage::showConnection, &pages, [&pages](const QString& id) {
        pages.connections().showConnection(id);
        pages.show(icon::Page::Connections);
    });
    QObject::connect(&log, &LogPage::showUser, &pages, [&pages](const QString& userId) {
        pages.connections().showUser(userId);
        pages.show(icon::Page::Connections);
    });
    QObject::connect(&log, &LogPage::showMessage, &pages, [&pages](const QString& eventId) {
        pages.messages().setFilter(QStringLiteral("id:") + eventId);
        pages.show(icon::Page::Messages);
    });
}

} // namespace fanlight::page_calls
