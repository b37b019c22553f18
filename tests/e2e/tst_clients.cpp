// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/client_story.h"
#include "support/room.h"

#include <QDirIterator>
#include <QStandardPaths>

#include <csignal>
#include <sys/prctl.h>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// A program around a snippet of contrib/clients, which tells what it reads as lines of JSON.
class ClientProgram {
public:
    ClientProgram(QString name, QString program, QStringList arguments)
        : m_book(std::move(name))
        , m_program(std::move(program))
        , m_arguments(std::move(arguments))
    {
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    }
    ~ClientProgram()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    bool start(const QString& stream, const QString& app)
    {
        m_process.start(m_program, m_arguments + QStringList{stream, app.chopped(1)});
        return m_process.waitForStarted();
    }
    void gather()
    {
        m_process.waitForReadyRead(0);
        m_output += m_process.readAllStandardOutput();
        for (qsizetype end = m_output.indexOf('\n'); end >= 0; end = m_output.indexOf('\n')) {
            m_lines.append(QJsonDocument::fromJson(m_output.first(end)).object());
            m_book.take(m_lines.last());
            m_output.remove(0, end + 1);
        }
    }
    bool hasEnded()
    {
        gather();
        return m_process.state() == QProcess::NotRunning && m_book.over() >= 0;
    }
    QByteArray complaints() { return m_process.readAllStandardError(); }
    const QList<QJsonObject>& lines() const { return m_lines; }
    ClientBook& book() { return m_book; }

private:
    ClientBook m_book;
    QString m_program;
    QStringList m_arguments;
    QProcess m_process;
    QByteArray m_output;
    QList<QJsonObject> m_lines;
};

bool copyInto(const QString& folder, const QString& from)
{
    QDirIterator files(from, QDir::Files);
    bool isCopied = QDir().mkpath(folder);
    while (files.hasNext()) {
        const QString file = files.next();
        isCopied = QFile::copy(file, folder + u'/' + QFileInfo(file).fileName()) && isCopied;
    }
    return isCopied;
}

} // namespace

// The snippets of contrib/clients that run without a browser, each in its language.
class TstClients : public QObject {
    Q_OBJECT

    struct Language {
        QString name;
        QString program;
        QStringList arguments;
    };
    QList<Language> m_languages;
    QTemporaryDir m_folder;
    const QString m_clients = QStringLiteral(FANLIGHT_CLIENTS);
    const QString m_drivers = QStringLiteral(FANLIGHT_CLIENT_DRIVERS);

    // Compiled once; there is no registry to fetch anything from.
    QString buildGo()
    {
        const QString go = QStandardPaths::findExecutable(u"go"_s);
        const QString driver = m_folder.filePath(u"driver"_s);
        if (go.isEmpty() || !copyInto(m_folder.filePath(u"client"_s), m_clients + u"/go"_s)
            || !QDir().mkpath(driver)
            || !QFile::copy(m_drivers + u"/drive.go"_s, driver + u"/main.go"_s))
            return {};
        QFile module(driver + u"/go.mod"_s);
        if (!module.open(QIODevice::WriteOnly))
            return {};
        module.write("module driver\n\ngo 1.19\n\nrequire fanlight.invalid/client v0.0.0\n\n"
                     "replace fanlight.invalid/client => ../client\n");
        module.close();
        QProcess build;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const auto& [name, value] :
            {std::pair{u"GOPROXY"_s, u"off"_s}, {u"GOFLAGS"_s, u"-mod=mod"_s},
                {u"GOTOOLCHAIN"_s, u"local"_s}, {u"GOCACHE"_s, m_folder.filePath(u"go"_s)}})
            environment.insert(name, value);
        build.setProcessEnvironment(environment);
        build.setWorkingDirectory(driver);
        build.setProcessChannelMode(QProcess::MergedChannels);
        build.start(go, {u"build"_s, u"-o"_s, u"drive"_s, u"."_s});
        if (!build.waitForFinished(120'000) || build.exitCode() != 0) {
            qWarning("%s", build.readAll().constData());
            return {};
        }
        return driver + u"/drive"_s;
    }
    std::unique_ptr<ClientProgram> programOf(const Language& language) const
    {
        return std::make_unique<ClientProgram>(language.name, language.program, language.arguments);
    }
    void addLanguages() const
    {
        QTest::addColumn<int>("number");
        for (qsizetype i = 0; i < m_languages.size(); ++i)
            QTest::newRow(qPrintable(m_languages[i].name)) << int(i);
        if (m_languages.isEmpty())
            QTest::newRow("none") << -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto add
            = [this](const QString& name, const QString& program, const QStringList& arguments) {
                  const QString path = QStandardPaths::findExecutable(program);
                  if (!path.isEmpty())
                      m_languages.append({name, path, arguments});
                  else if (!qEnvironmentVariableIsSet("CI"))
                      qWarning("%s is not installed (it is in resources/packages.txt)",
                          qPrintable(program));
                  return !path.isEmpty() || !qEnvironmentVariableIsSet("CI");
              };
        QVERIFY(add(
            u"Node.js"_s, u"node"_s, {m_drivers + u"/drive.mjs"_s, m_clients + u"/node.mjs"_s}));
        QVERIFY(add(u"Python"_s, u"/usr/bin/python3"_s, {m_drivers + u"/drive.py"_s, m_clients}));
        QVERIFY(
            add(u"PHP"_s, u"php"_s, {m_drivers + u"/drive.php"_s, m_clients + u"/client.php"_s}));
        const QString go = buildGo();
        QVERIFY(!go.isEmpty() || QStandardPaths::findExecutable(u"go"_s).isEmpty());
        QVERIFY(add(u"Go"_s, go.isEmpty() ? u"go"_s : go, {}));
    }

    void noneIsLongerThanFortyLines()
    {
        int files = 0;
        QDirIterator all(m_clients, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY2(text.count('\n') <= 40, qPrintable(file.fileName()));
            QVERIFY2(text.contains("SPDX-License-Identifier: 0BSD\n"), qPrintable(file.fileName()));
            ++files;
        }
        QVERIFY(files >= 13);
    }

    void nothingIsLostAndNothingShownTwiceWhateverHappens()
    {
        ClientStory story;
        QVERIFY2(story.begin(), story.story().constData());
        std::vector<std::unique_ptr<ClientProgram>> programs;
        ClientStory::Books books;
        for (const Language& language : std::as_const(m_languages)) {
            programs.push_back(programOf(language));
            QVERIFY(programs.back()->start(story.stream(), story.app().url()));
            books.push_back(&programs.back()->book());
        }
        story.run(books, int(books.size()), [&] {
            for (const auto& program : programs)
                program->gather();
        });
        if (QTest::currentTestFailed())
            return;
        // Asked to stay away they do; some may just be coming back with a new token.
        QTRY_VERIFY_WITH_TIMEOUT((story.sendAllAway(),
                                     std::all_of(programs.begin(), programs.end(),
                                         [](const auto& program) { return program->hasEnded(); })),
            ClientStory::PatienceMs);
        for (const auto& program : programs) {
            QCOMPARE(program->book().over(), 0);
            QCOMPARE(program->complaints(), QByteArray());
        }
        QCOMPARE(story.connections().size(), 0);
    }

    // CRLF, comments, fields that nobody knows, an event that is cut in the middle; and answers
    // that are no stream.
    void aStreamIsReadAsTheStandardSays_data() { addLanguages(); }
    void aStreamIsReadAsTheStandardSays()
    {
        QFETCH(int, number);
        if (number < 0)
            QSKIP("none of the languages is installed");
        std::atomic<int> asked{0};
        std::atomic<int> tokens{0};
        std::atomic<int> streams{0};
        WebApp hub([&](const WebApp::Request& request) -> WebApp::Reply {
            if (request.target == "/token" && ++asked == 2) // the app is away, too
                return {503, {}, {}, 0};
            if (request.target == "/token")
                return ClientStory::json({{"token"_L1, u"token-%1"_s.arg(++tokens)}});
            if (request.target == "/state")
                return ClientStory::json({{"upTo"_L1, 0}});
            const Headers head{{"Content-Type", "text/event-stream"}};
            switch (++streams) {
            case 1:
                return {200,
                    ": welcome\r\nretry: 50\r\nretry: soon\r\nunknown: 1\r\n\r\nevent: "
                    "fanlight-heartbeat\r\ndata: {}\r\n\r\n"
                    "id: 7-1\r\ndata: {\"batch\":[1,\"zwei\",{\"batch\":2}]}\r\n\r\n: "
                    "between\r\n\r\nid:7-2\nevent:x\ndata: one\ndata:  two\n"
                    "data:\n\nid: 7-3\r\ndata: never complete\r\n",
                    head, 0};
            case 2: // a full hub's answer: come back
                return {200, "retry: 60\n: full; come back then\n\n", head, 0};
            case 3:
                return {502, "a proxy's", {}, 0};
            case 4: // it ran out …
            case 6: // … and so did the next, while a proxy had nobody behind it
                return {401, "ran out", {}, 0};
            case 5:
                return {502, "a proxy's", {}, 0};
            case 7:
                return {429, "too many", {}, 0};
            default:
                return {204, {}, {}, 0};
            }
        });
        const std::unique_ptr<ClientProgram> program = programOf(m_languages[number]);
        QVERIFY(program->start(hub.url(u"/stream?userId=42"_s), hub.url()));
        QTRY_VERIFY_WITH_TIMEOUT(program->hasEnded(), ClientStory::PatienceMs);
        QStringList told;
        for (const QJsonObject& line : program->lines())
            told.append(QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact)));
        QCOMPARE(told,
            (QStringList{uR"({"reload":"fanlight-open","upTo":0})"_s,
                uR"({"event":"message","id":"7-1","show":1})"_s,
                uR"({"event":"message","id":"7-1","show":"zwei"})"_s,
                uR"({"event":"message","id":"7-1","show":{"batch":2}})"_s,
                uR"({"event":"x","id":"7-2","show":"one\n two\n"})"_s, uR"({"over":204})"_s}));
        QStringList proofs;
        for (const WebApp::Request& request : hub.seen()) {
            if (request.target.startsWith("/stream")) {
                QVERIFY2(
                    request.target.contains("gaps=1") && request.target.contains("heartbeat=event"),
                    request.target.constData());
                proofs.append(QString::fromLatin1(
                    request.header("Authorization") + ' ' + request.header("Last-Event-ID")));
            }
        }
        const QString old = u"Bearer token-1 7-2"_s;
        QCOMPARE(proofs,
            (QStringList{u"Bearer token-1 "_s, old, old, old, u"Bearer token-2 7-2"_s,
                u"Bearer token-2 7-2"_s, u"Bearer token-3 7-2"_s, u"Bearer token-3 7-2"_s}));
        QCOMPARE(program->complaints(), QByteArray());
    }

    // A token that was just made, and is refused: the user is locked out, and asking on would be no
    // use.
    void aSecondRefusalIsTheLast_data() { addLanguages(); }
    void aSecondRefusalIsTheLast()
    {
        QFETCH(int, number);
        if (number < 0)
            QSKIP("none of the languages is installed");
        WebApp hub([](const WebApp::Request& request) -> WebApp::Reply {
            if (request.target == "/token")
                return ClientStory::json({{"token"_L1, u"t"_s}});
            return {401, R"({"error":"the user is denied"})", {}, 0};
        });
        const std::unique_ptr<ClientProgram> program = programOf(m_languages[number]);
        QVERIFY(program->start(hub.url(u"/stream?userId=42"_s), hub.url()));
        QTRY_VERIFY_WITH_TIMEOUT(program->hasEnded(), ClientStory::PatienceMs);
        QCOMPARE(program->book().over(), 401);
        QCOMPARE(hub.requests(), 4); // a token and a stream, twice
    }
};

ROOM_TEST(TstClients, QCoreApplication)
#include "tst_clients.moc"
