// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/process_signal.h"
#include "support/room.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QStandardPaths>

#include <unistd.h>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Contrib = QStringLiteral(FANLIGHT_CONTRIB_FOLDER);

QByteArray textOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// fanlightd as process 1 of a container that has nothing but a root nobody may write to.
class Container {
public:
    ~Container()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        sendSignal(hub(), SIGKILL);
        m_process.waitForFinished(int(Patience.count()));
    }
    // Empty when it runs, else why it does not.
    QByteArray start(const QStringList& options, int fileLimit)
    {
        // what may not be remounted is no place to write to either
        static const QString inside
            = u"mount -t proc proc /proc; "
              "while read -r _ _ _ _ point _; do mount -o remount,bind,ro "
              "\"$point\" 2>/dev/null; done "
              "</proc/self/mountinfo; if true > /fanlight-was-here; then echo "
              "writable; exit 1; fi 2>/dev/null; "
              "ulimit -n \"$0\" || exit 1; exec \"$@\""_s;
        QProcessEnvironment nothing;
        nothing.insert(u"PATH"_s, u"/usr/bin:/bin:/usr/sbin:/sbin"_s);
        m_process.setProcessEnvironment(nothing);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(u"unshare"_s,
            namespaces()
                + QStringList{u"sh"_s, u"-c"_s, inside, QString::number(fileLimit),
                    HubProcess::program()}
                + options);
        const QDeadlineTimer deadline(Patience);
        while (!m_said.contains("Fanlight listening on ") || !m_said.endsWith('\n')) {
            if (!m_process.waitForReadyRead(int(deadline.remainingTime())))
                return "it does not start: " + m_said;
            m_said += m_process.readAll();
        }
        static const QRegularExpression url(
            u"Fanlight listening on http://127\\.0\\.0\\.1:(\\d+)"_s);
        m_port = url.match(QString::fromUtf8(m_said)).captured(1).toUShort();
        return m_port != 0 && hub() != 0 ? QByteArray() : "it is not found: " + m_said;
    }
    static bool isPossible()
    {
        return QProcess::execute(u"unshare"_s,
                   namespaces()
                       + QStringList{u"sh"_s, u"-c"_s,
                           u"mount -t proc proc /proc && mount -o remount,bind,ro /"_s})
            == 0;
    }

    quint16 port() const { return m_port; }
    // Its process, as it is known outside; 0: it has ended.
    pid_t hub() const { return childrenOf(pid_t(m_process.processId())).value(0); }
    static QList<pid_t> childrenOf(pid_t parent)
    {
        QList<pid_t> children;
        for (const QString& process : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
            const QByteArray stat = textOf(u"/proc/%1/stat"_s.arg(process));
            // pid (name) state parent …, where a name may hold anything
            const QByteArray behind = stat.mid(stat.lastIndexOf(')') + 2);
            if (!behind.isEmpty() && behind.split(' ').value(1).toInt() == parent)
                children.append(process.toInt());
        }
        return children;
    }
    // Runs a command beside it, as `docker exec` does; its exit code.
    int execute(const QStringList& command) const
    {
        QStringList enter{
            u"--target"_s, QString::number(hub()), u"--pid"_s, u"--mount"_s, u"--root"_s};
        if (::geteuid() != 0)
            enter += QStringList{u"--user"_s, u"--preserve-credentials"_s};
        return QProcess::execute(u"nsenter"_s, enter + QStringList{u"--"_s} + command);
    }
    bool waitForEnd() { return m_process.waitForFinished(int(Patience.count())); }
    int exitCode() const { return m_process.exitCode(); }
    QByteArray said()
    {
        m_said += m_process.readAll();
        return m_said;
    }

private:
    static QStringList namespaces()
    {
        QStringList arguments{u"--pid"_s, u"--fork"_s, u"--mount"_s};
        if (::geteuid() != 0)
            arguments += QStringList{u"--user"_s, u"--map-root-user"_s};
        return arguments + QStringList{u"--"_s};
    }

    QProcess m_process;
    QByteArray m_said;
    quint16 m_port = 0;
};

} // namespace

// What a container asks of fanlightd, and the files that describe one.
class TstContainer : public QObject {
    Q_OBJECT

    QByteArray m_help;

    static bool readsYaml()
    {
        return QProcess::execute(u"python3"_s, {u"-c"_s, u"import yaml"_s}) == 0;
    }
    // The documents of a YAML file.
    static QJsonArray yaml(const QString& name)
    {
        QProcess python;
        python.start(u"python3"_s,
            {u"-c"_s,
                u"import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(open(sys.argv[1])))))"_s,
                Contrib + name});
        python.waitForFinished(int(Patience.count()));
        return QJsonDocument::fromJson(python.readAllStandardOutput()).array();
    }
    static QJsonObject ofKind(const QJsonArray& documents, const QString& kind)
    {
        for (const QJsonValue& one : documents) {
            if (one[u"kind"] == kind)
                return one.toObject();
        }
        return {};
    }
    // Starts a hub with these variables as its environment, each secret being a file of the test's,
    // and nothing of the network; why it does not take them, or nothing.
    static QByteArray objectionTo(const QJsonObject& environment, const QString& secrets)
    {
        HubProcess hub;
        QDir().mkpath(hub.folder() + u"/secrets"_s);
        for (auto one = environment.begin(); one != environment.end(); ++one) {
            QString value = one.value().toString();
            if (value.startsWith(u'@')) {
                QFile file(hub.folder() + u"/secrets/"_s + value.section(u'/', -1));
                if (!value.startsWith(u'@' + secrets) || !file.open(QIODevice::WriteOnly)
                    || file.write(QByteArray(64, 'a')) != 64)
                    return "no secret of its: " + value.toUtf8();
                value = u'@' + file.fileName();
            }
            hub.setEnvironment(one.key(), value);
        }
        if (!hub.start({u"--broker"_s, u"memory"_s}))
            return hub.story();
        return hub.stop() ? QByteArray() : hub.story();
    }

private Q_SLOTS:
    void initTestCase()
    {
        HubProcess hub;
        QVERIFY(hub.runToEnd({u"--help"_s}));
        m_help = hub.standardOutput();
    }

    // ---------------------------------------------------------------- process 1

    void isRightAsProcessOne()
    {
        if (!Container::isPossible())
            QSKIP("this machine lets nobody make namespaces (unshare)");
        Container container;
        const QByteArray problem
            = container.start({u"--listen"_s, u"127.0.0.1:0"_s, u"--shards"_s, u"2"_s}, 64);
        QVERIFY2(problem.isEmpty(), problem.constData());
        EventStream stream(container.port(), "userId=42");
        QVERIFY(stream.waitForOpen());

        // as the image's health check does it, whose variables are those of the hub
        const QStringList check{u"env"_s, u"FANLIGHT_LISTEN=127.0.0.1:%1"_s.arg(container.port()),
            HubProcess::program(), u"--check"_s};
        QCOMPARE(container.execute(check), 0);

        // what others leave running becomes its child, and does not stay as a zombie
        QCOMPARE(container.execute({u"sh"_s, u"-c"_s, u"sleep 1000 &"_s}), 0);
        QTRY_COMPARE(Container::childrenOf(container.hub()).size(), 1);
        const pid_t orphan = Container::childrenOf(container.hub()).constFirst();
        sendSignal(orphan, SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT(
            Container::childrenOf(container.hub()).isEmpty(), int(Patience.count()));

        // a hang-up ends nothing; the end is clean, though process 1 has no defaults for signals
        sendSignal(container.hub(), SIGHUP);
        HttpClient publisher(container.port());
        QVERIFY(!publish(publisher, toUser("42", "\"still here\"")).isEmpty());
        QCOMPARE(stream.next().data, "still here");
        sendSignal(container.hub(), SIGTERM);
        QVERIFY(stream.waitForCleanEnd());
        QVERIFY(stream.retries().size() >= 2);
        QVERIFY2(container.waitForEnd(), container.said().constData());
        QCOMPARE(container.exitCode(), 0);
        QVERIFY2(!container.said().contains(" warning ") && !container.said().contains(" error "),
            container.said().constData());
    }

    void takesFewDescriptorsForWhatTheyAre()
    {
        if (!Container::isPossible())
            QSKIP("this machine lets nobody make namespaces (unshare)");
        Container container;
        const QByteArray problem
            = container.start({u"--listen"_s, u"127.0.0.1:0"_s, u"--shards"_s, u"2"_s}, 64);
        QVERIFY2(problem.isEmpty(), problem.constData());
        std::vector<EventStream> streams;
        for (int i = 0; i < 60; ++i)
            streams.emplace_back(container.port(), "userId=42");
        // there are more than it has descriptors for, and it answers all the same
        QCOMPARE(httpGet(container.port(), "/healthz").status, 200);
        sendSignal(container.hub(), SIGTERM);
        QVERIFY2(container.waitForEnd(), container.said().constData());
        QCOMPARE(container.exitCode(), 0);
    }

    // ---------------------------------------------------------------- the files

    void theImageRunsTheHubAsNobodyInParticular()
    {
        const QByteArrayList lines
            = textOf(Contrib + u"/container/Containerfile"_s).replace("\\\n", " ").split('\n');
        const auto valueOf = [&lines](const QByteArray& instruction) {
            QByteArray last;
            for (const QByteArray& line : lines) {
                if (line.startsWith(instruction) && line.mid(instruction.size()).startsWith(' '))
                    last = line.mid(instruction.size() + 1).trimmed();
            }
            return last;
        };
        QCOMPARE(valueOf("STOPSIGNAL"), "SIGTERM");
        QCOMPARE(QJsonDocument::fromJson(valueOf("ENTRYPOINT")).array().first().toString(),
            u"/usr/bin/fanlightd"_s);
        // Kubernetes knows by a number that it is not root
        QVERIFY(QRegularExpression(u"^[1-9]\\d*:[1-9]\\d*$"_s)
                    .match(QString::fromUtf8(valueOf("USER")))
                    .hasMatch());
        const QByteArray listen = valueOf("ENV");
        QVERIFY2(listen.startsWith("FANLIGHT_LISTEN=")
                && listen.endsWith(QByteArray(':' + valueOf("EXPOSE"))),
            listen.constData());
        const QByteArray check = valueOf("HEALTHCHECK").split('[').value(1).split(']').value(0);
        const QJsonArray words = QJsonDocument::fromJson('[' + check + ']').array();
        QCOMPARE(words.first().toString(), u"/usr/bin/fanlightd"_s);
        QCOMPARE(words.last().toString(), u"--check"_s);
    }

    void composeNamesWhatThereIs()
    {
        if (!readsYaml()) {
            QVERIFY2(!qEnvironmentVariableIsSet("CI"), "python3-yaml is not installed");
            QSKIP("python3-yaml is not installed");
        }
        const QJsonArray documents = yaml(u"/container/compose.yaml"_s);
        QVERIFY(!documents.isEmpty());
        const QJsonObject hub = documents.first()[u"services"][u"hub"].toObject();
        QCOMPARE(objectionTo(hub[u"environment"].toObject(), u"/run/secrets/"_s), QByteArray());
        QVERIFY(hub[u"ports"].toArray().first().toString().endsWith(u":3000"_s));
        QVERIFY(hub[u"read_only"].toBool());
        for (const QJsonValue& secret : hub[u"secrets"].toArray())
            QVERIFY(documents.first()[u"secrets"].toObject().contains(secret.toString()));
        QVERIFY(QFile::exists(Contrib + u"/container/"_s + hub[u"build"][u"context"].toString()
            + u'/' + hub[u"build"][u"dockerfile"].toString()));
    }

    void kubernetesNamesWhatThereIs()
    {
        if (!readsYaml()) {
            QVERIFY2(!qEnvironmentVariableIsSet("CI"), "python3-yaml is not installed");
            QSKIP("python3-yaml is not installed");
        }
        const QJsonArray documents = yaml(u"/kubernetes/fanlight.yaml"_s);
        QVERIFY(!documents.isEmpty());
        const QJsonObject settings = ofKind(documents, u"ConfigMap"_s);
        const QJsonObject deployment = ofKind(documents, u"Deployment"_s);
        const QJsonValue pod = deployment[u"spec"][u"template"];
        const QJsonObject hub = pod[u"spec"][u"containers"][0].toObject();

        QCOMPARE(deployment[u"spec"][u"replicas"].toInt(), 2);
        QCOMPARE(hub[u"envFrom"][0][u"configMapRef"][u"name"], settings[u"metadata"][u"name"]);
        const QString secrets = hub[u"volumeMounts"][0][u"mountPath"].toString() + u'/';
        QCOMPARE(objectionTo(settings[u"data"].toObject(), secrets), QByteArray());
        for (const QJsonValue& variable : hub[u"env"].toArray()) {
            const QString option
                = u"--"_s + variable[u"name"].toString().mid(9).toLower().replace(u'_', u'-');
            QVERIFY2(m_help.contains(option.toUtf8()), qPrintable(option));
        }

        QCOMPARE(hub[u"ports"][0][u"containerPort"].toInt(), 3000);
        HubProcess running;
        START_HUB(running);
        for (const auto probe : {u"livenessProbe", u"readinessProbe"}) {
            const QJsonValue get = hub[probe][u"httpGet"];
            QCOMPARE(get[u"port"], hub[u"ports"][0][u"name"]);
            QCOMPARE(httpGet(running.port(), get[u"path"].toString().toUtf8()).status, 200);
        }
        QVERIFY(running.stop());
        // nobody is sent there any more, then the streams end: 5 s each
        const int pause = hub[u"lifecycle"][u"preStop"][u"exec"][u"command"][1].toString().toInt();
        QVERIFY(pod[u"spec"][u"terminationGracePeriodSeconds"].toInt() >= pause + 10);

        const QJsonObject service = ofKind(documents, u"Service"_s);
        QCOMPARE(service[u"spec"][u"ports"][0][u"targetPort"], hub[u"ports"][0][u"name"]);
        QCOMPARE(service[u"spec"][u"selector"], pod[u"metadata"][u"labels"]);
        QCOMPARE(deployment[u"spec"][u"selector"][u"matchLabels"], pod[u"metadata"][u"labels"]);
    }
};

ROOM_TEST(TstContainer, QCoreApplication)
#include "tst_container.moc"
