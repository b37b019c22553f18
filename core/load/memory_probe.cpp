// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/memory_probe.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// of the clients' progress, so that what is under way has come to rest
constexpr int QuietTicks = 2;

QString programBeside()
{
    const QString name = u"fanlightd"_s;
    const QString beside
        = QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(name) : beside;
}

// The user's, without what would make it another hub.
QProcessEnvironment environment(const QString& configFolder)
{
    QProcessEnvironment result = QProcessEnvironment::systemEnvironment();
    for (const QString& name : result.keys()) {
        if (name.startsWith("FANLIGHT_"_L1))
            result.remove(name);
    }
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_HOME"})
        result.insert(QString::fromLatin1(name), configFolder);
    return result;
}

} // namespace

MemoryProbe::MemoryProbe(const QString& program, QObject* parent)
    : QObject(parent)
    , m_program(program.isEmpty() ? programBeside() : program)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(PatienceMs);
    connect(&m_patience, &QTimer::timeout, this,
        [this] { fail(u"The hub to measure with did not answer in time."_s); });
}

MemoryProbe::~MemoryProbe()
{
    end();
}

void MemoryProbe::start()
{
    if (isRunning())
        return;
    if (m_program.isEmpty()) {
        Q_EMIT failed(u"fanlightd was found neither beside this program nor in PATH."_s);
        return;
    }
    m_config = std::make_unique<QTemporaryDir>();
    m_hub = std::make_unique<QProcess>();
    m_hub->setProcessEnvironment(environment(m_config->path()));
    m_hub->setStandardErrorFile(QProcess::nullDevice());
    connect(m_hub.get(), &QProcess::readyReadStandardOutput, this, &MemoryProbe::readAddress,
        Qt::QueuedConnection); // which may end it
    const auto gone = [this] { fail(u"The hub to measure with ended by itself."_s); };
    connect(m_hub.get(), &QProcess::finished, this, gone, Qt::QueuedConnection);
    connect(
        m_hub.get(), &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                fail(u"%1 could not be started."_s.arg(m_program));
        },
        Qt::QueuedConnection);
    m_port = 0;
    m_firstBytes = m_bytes = Unknown;
    m_patience.start();
    m_hub->start(m_program,
        {u"--listen"_s, u"localhost:0"_s, u"--broker"_s, u"memory"_s, u"--history"_s, u"off"_s});
}

// "Fanlight listening on http://127.0.0.1:41234 (memory)"
void MemoryProbe::readAddress()
{
    while (m_hub && m_port == 0 && m_hub->canReadLine()) {
        const QString line = QString::fromUtf8(m_hub->readLine());
        const qsizetype at = line.indexOf("http://"_L1);
        if (at < 0)
            continue;
        const int port = QUrl(line.sliced(at).section(u' ', 0, 0).trimmed()).port();
        if (port > 0)
            connectFirst(quint16(port));
    }
}

void MemoryProbe::connectFirst(quint16 port)
{
    m_port = port;
    m_quietTicks = 0;
    m_clients = std::make_unique<TestClients>();
    connect(m_clients.get(), &TestClients::progress, this,
        [this](int wanted, int connected, quint64) { progress(wanted, connected); });
    if (const QString error = m_clients->add(FirstClients, m_port); !error.isEmpty())
        fail(error);
}

void MemoryProbe::progress(int wanted, int connected)
{
    if (!isRunning() || isKnown(m_bytes) || connected < wanted || ++m_quietTicks < QuietTicks)
        return;
    m_quietTicks = 0;
    const double bytes = residentBytes();
    if (!isKnown(bytes)) {
        QMetaObject::invokeMethod(
            this, [this] { fail(u"The system does not tell what a process takes."_s); },
            Qt::QueuedConnection);
        return;
    }
    if (!isKnown(m_firstBytes)) {
        m_firstBytes = bytes;
        if (const QString error = m_clients->add(Clients, m_port); !error.isEmpty())
            QMetaObject::invokeMethod(
                this, [this, error] { fail(error); }, Qt::QueuedConnection);
        return;
    }
    m_bytes = std::max(0.0, bytes - m_firstBytes) / Clients;
    askKernelMemory();
}

void MemoryProbe::askKernelMemory()
{
    m_network = std::make_unique<QNetworkAccessManager>();
    QNetworkReply* reply
        = m_network->get(QNetworkRequest(QUrl(u"http://127.0.0.1:%1/api/stats"_s.arg(m_port))));
    connect(
        reply, &QNetworkReply::finished, this,
        [this, reply] {
            const QJsonObject stats = QJsonDocument::fromJson(reply->readAll()).object();
            const double connections = stats.value("connections"_L1).toDouble(0);
            const double bytes
                = stats["memory"_L1].toObject()["kernelSocketBytes"_L1].toDouble(Unknown);
            finish(connections > 0 ? bytes / connections : Unknown);
        },
        Qt::QueuedConnection);
}

void MemoryProbe::finish(double kernelBytes)
{
    if (!isRunning())
        return;
    const ConnectionMemory measured{
        m_bytes, kernelBytes, quint64(Clients), QDateTime::currentMSecsSinceEpoch()};
    end();
    Q_EMIT finished(measured);
}

void MemoryProbe::fail(const QString& error)
{
    if (!isRunning())
        return;
    end();
    Q_EMIT failed(error);
}

void MemoryProbe::end()
{
    m_patience.stop();
    m_network.reset();
    m_clients.reset();
    if (m_hub) {
        m_hub->disconnect(this);
        m_hub->kill(); // it keeps nothing
        m_hub->waitForFinished();
    }
    m_hub.reset();
    m_config.reset();
}

// Exact, where statm is some pages behind for each thread.
double MemoryProbe::residentBytes() const
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(m_hub->processId()));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Unknown;
    for (const QByteArray& line : file.readAll().split('\n')) { // "Rss:  12345 kB"
        const QList<QByteArray> fields = line.simplified().split(' ');
        bool ok = false;
        const double kibibytes = fields.value(1).toDouble(&ok);
        if (ok && fields.front() == "Rss:")
            return kibibytes * 1024;
    }
    return Unknown;
}

} // namespace fanlight
