// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/load_process.h"

#include "support/process_signal.h"
#include "support/socket.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QTimer>

#include <limits>

#include <sys/prctl.h>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::chrono::minutes RunPatience{2}; // reached only by a failure
// Files in its folder.
const QString ReportName = u"report.json"_s;
const QString OutputName = u"stdout"_s;
const QString ErrorName = u"stderr"_s;
} // namespace

LoadProcess::LoadProcess()
{
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    // To files: nobody reads a pipe while a test waits.
    m_process.setStandardErrorFile(m_folder.filePath(ErrorName));
    m_process.setStandardOutputFile(m_folder.filePath(OutputName));
}

LoadProcess::~LoadProcess()
{
    m_process.kill();
    m_process.waitForFinished(int(Patience.count()));
}

bool LoadProcess::start(const QStringList& arguments)
{
    m_process.start(QStringLiteral(FANLIGHT_LOAD_PROGRAM), arguments);
    return m_process.waitForStarted(int(Patience.count()));
}

bool LoadProcess::startAgainst(quint16 port, const QStringList& options)
{
    return start(QStringList{u"--target"_s, u"http://127.0.0.1:%1"_s.arg(port), u"--json"_s,
                     m_folder.filePath(ReportName)}
        + options);
}

bool LoadProcess::waitForEnd()
{
    if (isRunning()) {
        QEventLoop loop;
        QObject::connect(&m_process, &QProcess::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(RunPatience, &loop, &QEventLoop::quit);
        loop.exec();
    }
    if (isRunning() || m_process.exitStatus() != QProcess::NormalExit)
        return false;
    m_report = QJsonDocument::fromJson(contentOf(ReportName)).object();
    return true;
}

void LoadProcess::interrupt()
{
    sendSignal(m_process, SIGINT);
}

QByteArray LoadProcess::contentOf(const QString& name) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray LoadProcess::standardOutput() const
{
    return contentOf(OutputName);
}
QByteArray LoadProcess::standardError() const
{
    return contentOf(ErrorName);
}

quint64 LoadProcess::total(const QString& name) const
{
    return quint64(m_report.value("totals"_L1).toObject().value(name).toInteger(-1));
}

double LoadProcess::figure(const QString& group, const QString& name) const
{
    return m_report.value(group).toObject().value(name).toDouble(
        std::numeric_limits<double>::quiet_NaN());
}

QByteArray LoadProcess::story() const
{
    QJsonObject brief = m_report;
    for (const QString& longPart : {u"samples"_s, u"scenario"_s, u"latency"_s, u"rawLatency"_s,
             u"connect"_s, u"firstByte"_s, u"publishAnswer"_s, u"answer"_s})
        brief.remove(longPart);
    return m_process.arguments().join(u' ').toUtf8() + "\nexit code "
        + QByteArray::number(exitCode()) + "\nstderr: " + standardError().right(2000) + '\n'
        + QJsonDocument(brief).toJson();
}

} // namespace fanlight::testing
