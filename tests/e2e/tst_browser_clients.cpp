// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/client_story.h"
#include "support/needed_program.h"
#include "support/room.h"

#include <atomic>
#include <csignal>
#include <mutex>
#include <sys/prctl.h>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int ChromiumPatienceMs = 60'000; // it starts slowly on a busy machine

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Chromium without a window, and its tabs as DevTools have them.
class Browser {
public:
    ~Browser()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(10'000)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    bool start()
    {
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(u"chromium"_s,
            {u"--headless"_s, u"--no-sandbox"_s, u"--disable-gpu"_s, u"--disable-dev-shm-usage"_s,
                u"--disable-quic"_s, u"--no-first-run"_s, u"--disable-background-networking"_s,
                u"--disable-component-update"_s, u"--disable-sync"_s,
                u"--remote-debugging-port=0"_s, u"--user-data-dir="_s + m_profile.path(),
                u"about:blank"_s});
        const QDeadlineTimer deadline(ChromiumPatienceMs);
        while (m_port == 0 && !deadline.hasExpired() && m_process.state() != QProcess::NotRunning) {
            QTest::qWait(50);
            m_port = quint16(
                contentOf(m_profile.filePath(u"DevToolsActivePort"_s)).split('\n').first().toInt());
        }
        return m_port != 0;
    }
    // Its id; empty when there is none.
    QByteArray openTab(const QString& url)
    {
        const HttpUnwatched browser;
        HttpClient client(m_port);
        return client.request("PUT", "/json/new?" + url.toUtf8().toPercentEncoding())
            .json()["id"_L1]
            .toString()
            .toLatin1();
    }
    bool closeTab(const QByteArray& id)
    {
        const HttpUnwatched browser;
        return httpGet(m_port, "/json/close/" + id).status == 200;
    }

private:
    QTemporaryDir m_profile;
    QProcess m_process;
    quint16 m_port = 0;
};

// The pages of an app, of the same origin as its endpoints, and what each of them tells.
class ReaderPages {
public:
    WebApp::Reply answer(const WebApp::Request& request) // in the app's thread
    {
        const QByteArray path = request.target.split('?').first();
        const QString name = QString::fromLatin1(path);
        if (path == "/told") {
            const std::lock_guard lock(m_mutex);
            m_told.append(QJsonDocument::fromJson(
                QByteArray::fromPercentEncoding(request.target.mid(qsizetype(sizeof "/told?") - 1)))
                              .object());
            return {};
        }
        if (path == "/page.html")
            return file(QStringLiteral(FANLIGHT_CLIENT_DRIVERS) + name);
        if (path == "/react.js")
            return text(
                "export const { useEffect, useRef, useState } = window.React;", "text/javascript");
        if (path.startsWith("/clients/"))
            return file(QStringLiteral(FANLIGHT_CLIENTS) + name.mid(8));
        if (path.startsWith("/npm/"))
            return file(QStringLiteral(FANLIGHT_CLIENT_PACKAGES) + name.mid(4));
        return {404, {}, {}, 0};
    }
    QList<QJsonObject> takeTold()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_told, {});
    }

private:
    static WebApp::Reply text(const QByteArray& content, const QByteArray& type)
    {
        return {200, content, {{"Content-Type", type}}, 0};
    }
    // Whoever imports a module of a package leaves out what its name ends with.
    static WebApp::Reply file(QString path)
    {
        if (!path.endsWith(u".js"_s) && !path.endsWith(u".html"_s))
            path += u".js"_s;
        const QByteArray content = contentOf(path);
        if (content.isEmpty())
            return {404, {}, {}, 0};
        return text(content, path.endsWith(u".js"_s) ? "text/javascript" : "text/html");
    }

    std::mutex m_mutex;
    QList<QJsonObject> m_told; // guarded by m_mutex
};

} // namespace

// The snippets of contrib/clients that run in a browser, in Chromium.
class TstBrowserClients : public QObject {
    Q_OBJECT

    struct Tab {
        ClientBook book;
        QByteArray id;
        QString state;
        int ticks = 0;
    };
    std::map<QString, Tab> m_tabs;
    QStringList m_wrong;
    std::unique_ptr<ReaderPages> m_pages;
    std::unique_ptr<ClientStory> m_story;
    std::unique_ptr<Browser> m_browser;

    void openTab(const QString& name, const QString& reader)
    {
        const QByteArray id = m_browser->openTab(m_story->app().url(
            u"/page.html?name=%1&reader=%2&hub=%3"_s.arg(name, reader, m_story->hubUrl())));
        QVERIFY(!id.isEmpty());
        m_tabs.emplace(name, Tab{ClientBook(name), id, {}, 0});
    }
    void gather()
    {
        for (const QJsonObject& line : m_pages->takeTold()) {
            const auto tab = m_tabs.find(line["name"_L1].toString());
            if (tab == m_tabs.end())
                continue;
            if (line.contains("tick"_L1))
                ++tab->second.ticks;
            else if (line.contains("state"_L1))
                tab->second.state = line["state"_L1].toString();
            else if (line.contains("wrong"_L1))
                m_wrong.append(tab->first + u": "_s + line["wrong"_L1].toString());
            else
                tab->second.book.take(line);
        }
    }
    ClientStory::Books books()
    {
        ClientStory::Books all;
        for (auto& [name, tab] : m_tabs)
            all.push_back(&tab.book);
        return all;
    }
    // Each that is asked to stay away does: some may just be coming back with a new token, and are
    // asked then. In the end none comes for as long as the pages' own clocks take for many retries.
    void staysAway()
    {
        int connects = -1;
        std::vector<int> since;
        const auto isQuiet = [&] {
            m_story->sendAllAway();
            gather();
            const int now = m_story->stats()["connects"_L1].toInt();
            std::vector<int> ticks;
            for (const auto& [name, tab] : m_tabs)
                ticks.push_back(tab.ticks);
            if (now != connects || !m_story->connections().isEmpty())
                since = ticks;
            connects = now;
            return std::equal(ticks.begin(), ticks.end(), since.begin(),
                [](int tick, int before) { return tick >= before + 16; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(), ClientStory::PatienceMs);
    }

private Q_SLOTS:
    void initTestCase() { NEEDS_PROGRAM("chromium"); }
    void init()
    {
        m_tabs.clear();
        m_wrong.clear();
        m_pages = std::make_unique<ReaderPages>();
        m_story = std::make_unique<ClientStory>();
        QVERIFY2(m_story->begin(
                     [this](const WebApp::Request& request) { return m_pages->answer(request); }),
            m_story->story().constData());
        m_browser = std::make_unique<Browser>();
        QVERIFY(m_browser->start());
    }
    void cleanup()
    {
        m_browser.reset();
        m_story.reset();
        m_pages.reset();
    }

    void nothingIsLostAndNothingShownTwiceWhateverHappens()
    {
        openTab(u"EventSource"_s, u"eventsource"_s);
        const QString packages = QStringLiteral(FANLIGHT_CLIENT_PACKAGES);
        if (QFile::exists(packages + u"/@microsoft/fetch-event-source/package.json"_s))
            openTab(u"fetch-event-source"_s, u"fetch"_s);
        else
            qWarning("npm could not be reached: fetch-event-source and React are left out");
        if (QFile::exists(packages + u"/react/umd/react.development.js"_s))
            openTab(u"React"_s, u"react"_s);
        m_story->run(books(), int(m_tabs.size()), [this] { gather(); });
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(m_wrong, QStringList());
        staysAway();
    }

    // What EventSource tries by itself, after the stream has ended, is never answered; another is.
    void anAttemptThatNobodyAnswersIsGivenUp()
    {
        std::atomic<int> streams{0};
        WebApp hub([&streams](const WebApp::Request& request) -> WebApp::Reply {
            if (!request.target.startsWith("/stream"))
                return {404, {}, {}, 0};
            const int number = ++streams;
            return {200,
                "retry: 50\n\nevent: fanlight-heartbeat\ndata: {\"retry\":50}\n\nid: 7-"
                    + QByteArray::number(number) + "\ndata: " + QByteArray::number(number) + "\n\n",
                {{"Content-Type", "text/event-stream"},
                    {"Access-Control-Allow-Origin", request.header("Origin")},
                    {"Access-Control-Allow-Credentials", "true"}},
                number == 2 ? -1 : 0};
        });
        openTab(u"EventSource"_s, u"eventsource&stream="_s + hub.url(u"/stream"_s));
        QTRY_VERIFY_WITH_TIMEOUT(
            (gather(), streams >= 4), ClientStory::PatienceMs + ChromiumPatienceMs);
        const QByteArray third = hub.seen().at(2).target;
        QVERIFY2(third.contains("lastEventId=7-1"), third.constData());
        QCOMPARE(m_wrong, QStringList());
    }

    void aComponentThatIsGoneHasNoStream()
    {
        if (!QFile::exists(
                QStringLiteral(FANLIGHT_CLIENT_PACKAGES) + u"/react/umd/react.development.js"_s))
            QSKIP("there is no React: npm could not be reached; tests/run tries again");
        openTab(u"React"_s, u"react&shows=3"_s);
        const Tab& tab = m_tabs.at(u"React"_s);
        QTRY_VERIFY_WITH_TIMEOUT((gather(), tab.book.reloads() > 0), ChromiumPatienceMs);
        m_story->publish(3);
        QTRY_COMPARE_WITH_TIMEOUT((gather(), tab.book.newest()), 3, ClientStory::PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(
            m_story->connections().size(), qsizetype(0), ClientStory::PatienceMs);
        const int connects = m_story->stats()["connects"_L1].toInt();
        m_story->publish(1);
        const int ticks = tab.ticks;
        QTRY_VERIFY_WITH_TIMEOUT((gather(), tab.ticks >= ticks + 8), ClientStory::PatienceMs);
        QCOMPARE(m_story->stats()["connects"_L1].toInt(), connects);
        QCOMPARE(tab.book.newest(), 3);
        QCOMPARE(m_wrong, QStringList());
    }

    void eightTabsShareOneStream()
    {
        for (int i = 1; i <= 8; ++i)
            openTab(u"tab-%1"_s.arg(i), u"shared"_s);
        qsizetype most = 0; // connections at any time
        const auto verdict = [&] {
            gather();
            most = std::max(most, m_story->connections().size());
            for (const auto& [name, tab] : m_tabs) {
                if (const QString wrong = tab.book.verdict(m_story->published()); !wrong.isEmpty())
                    return wrong;
            }
            return QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(verdict(), QString(), ChromiumPatienceMs);
        for (int i = 0; i < 10; ++i) {
            m_story->publish(1);
            QTRY_COMPARE_WITH_TIMEOUT(verdict(), QString(), ClientStory::PatienceMs);
        }
        QCOMPARE(most, qsizetype(1));
        // The first, which started the worker, is closed; and one in the middle.
        for (const QString& name : {u"tab-1"_s, u"tab-5"_s}) {
            QVERIFY(m_browser->closeTab(m_tabs.at(name).id));
            m_tabs.erase(name);
        }
        m_story->run(books(), 1, [this] { gather(); });
        if (QTest::currentTestFailed())
            return;
        QTRY_COMPARE(m_story->connections().size(), qsizetype(1));
        QCOMPARE(m_wrong, QStringList());
        staysAway();
    }
};

ROOM_TEST(TstBrowserClients, QCoreApplication)
#include "tst_browser_clients.moc"
