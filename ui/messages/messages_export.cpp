// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messages_export.h"

#include "format.h"
#include "hub/message_filter.h"
#include "metrics/csv.h"
#include "metrics/whole_file.h"
#include "metrics/sample.h"
#include "percentiles.h"
#include "publish/json_check.h"
#include "widgets/question.h"
#include "widgets/wait_dialog.h"

#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr std::size_t RowsAPiece = 256;
constexpr int ShowAfterMs = 400;

struct Column {
    QString name;
    enum Kind { Text, Number, Data } kind;
    std::function<QString(const MessageRecord& message)> text;
};

QString ms(double value)
{
    return isKnown(value) ? QString::number(value, 'g', 6) : QString();
}

std::vector<Column> columnsOf(const std::vector<double>& percentiles)
{
    std::vector<Column> columns{
        {u"number"_s, Column::Number,
            [](const MessageRecord& m) { return QString::number(m.number); }},
        {u"time"_s, Column::Text,
            [](const MessageRecord& m) {
                return QDateTime::fromMSecsSinceEpoch(m.timeMs, Qt::UTC)
                    .toString(Qt::ISODateWithMs);
            }},
        {u"channel"_s, Column::Text, [](const MessageRecord& m) { return channelText(m); }},
        {u"user"_s, Column::Text,
            [](const MessageRecord& m) { return QString::fromUtf8(m.userId); }},
        {u"users"_s, Column::Number,
            [](const MessageRecord& m) {
                return m.broadcast ? QString() : QString::number(m.users);
            }},
        {u"author"_s, Column::Text,
            [](const MessageRecord& m) { return QString::fromUtf8(m.authorId); }},
        {u"type"_s, Column::Text,
            [](const MessageRecord& m) { return QString::fromUtf8(m.frame->type()); }},
        {u"event"_s, Column::Text,
            [](const MessageRecord& m) { return QString::fromUtf8(m.frame->eventName()); }},
        {u"id"_s, Column::Text,
            [](const MessageRecord& m) { return QString::fromUtf8(m.frame->id()); }},
        {u"size_bytes"_s, Column::Number,
            [](const MessageRecord& m) { return QString::number(m.dataBytes()); }},
        {u"recipients"_s, Column::Number,
            [](const MessageRecord& m) {
                return m.figures.isKnown ? QString::number(m.figures.recipients) : QString();
            }},
    };
    for (const double percent : percentiles)
        columns.push_back({u"write_%1_ms"_s.arg(Percentiles::name(percent)), Column::Number,
            [percent](
                const MessageRecord& m) { return ms(m.figures.write.percentileMs(percent)); }});
    columns.push_back({u"ack_count"_s, Column::Number,
        [](const MessageRecord& m) { return QString::number(m.figures.measured); }});
    for (const double percent : percentiles)
        columns.push_back({u"ack_%1_ms"_s.arg(Percentiles::name(percent)), Column::Number,
            [percent](const MessageRecord& m) { return ms(m.figures.ackMs(percent)); }});
    columns.push_back(
        {u"source"_s, Column::Text, [](const MessageRecord& m) { return sourceText(m.source); }});
    columns.push_back(
        {u"data"_s, Column::Data, [](const MessageRecord& m) { return dataText(*m.frame); }});
    return columns;
}

QByteArray jsonMember(const Column& column, const QString& text)
{
    QString value = text;
    if (column.kind == Column::Number)
        value = text.isEmpty() ? u"null"_s : text;
    else if (column.kind == Column::Text || checkJson(text))
        value = jsonString(text);
    return '"' + column.name.toLatin1() + "\": " + value.toUtf8();
}

QByteArray jsonObject(const MessageRecord& message, const std::vector<Column>& columns)
{
    QByteArray object = "  {";
    for (const Column& column : columns)
        object += jsonMember(column, column.text(message)) + ", ";
    object.chop(2);
    return object + '}';
}

QByteArray row(const MessageRecord& message, const std::vector<Column>& columns,
    MessagesFormat format, bool isFirst)
{
    if (format == MessagesFormat::Csv)
        return csv::line(columns, [&](const Column& column) { return column.text(message); });
    return (isFirst ? "\n" : ",\n") + jsonObject(message, columns);
}

QString counted(std::size_t messages)
{
    return MessagesExport::tr("%1 message(s)", nullptr, format::plural(double(messages)))
        .arg(format::count(double(messages)));
}

// What a file does with data is told only when its buffer goes to the disk.
bool put(QIODevice& device, const QByteArray& bytes)
{
    auto* file = qobject_cast<QFileDevice*>(&device);
    return device.write(bytes) == bytes.size() && (!file || file->flush());
}

} // namespace

QString writeMessages(QIODevice& device, const std::vector<MessageRecord>& messages,
    MessagesFormat format, const std::vector<double>& percentiles, const ExportProgress& progress)
{
    const std::vector<Column> columns = columnsOf(percentiles);
    const bool isCsv = format == MessagesFormat::Csv;
    QByteArray piece
        = isCsv ? csv::line(columns, [](const Column& column) { return column.name; }) : "["_ba;
    std::size_t done = 0;
    while (done < messages.size()) {
        const std::size_t end = std::min(done + RowsAPiece, messages.size());
        for (; done < end; ++done)
            piece += row(messages[done], columns, format, done == 0);
        if (!put(device, piece))
            return writeProblem(device);
        piece.clear();
        if (progress && !progress(done, messages.size()))
            return {};
    }
    if (!isCsv)
        piece += messages.empty() ? "]\n" : "\n]\n";
    return put(device, piece) ? QString() : writeProblem(device);
}

MessagesExport::MessagesExport(Source source, const Percentiles& percentiles, QWidget* page)
    : m_source(std::move(source))
    , m_percentiles(percentiles)
    , m_page(page)
{
    connect(&m_gather, &QTimer::timeout, this, &MessagesExport::gather);
}

MessagesExport::~MessagesExport()
{
    cancel();
    m_worker.waitForDone();
}

void MessagesExport::askWhere(MessagesFormat format)
{
    const bool isCsv = format == MessagesFormat::Csv;
    auto* dialog = new QFileDialog(
        m_page, tr("Export messages"), {}, isCsv ? tr("CSV table (*.csv)") : tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(isCsv ? u"csv"_s : u"json"_s);
    dialog->selectFile(isCsv ? u"messages.csv"_s : u"messages.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, format](const QString& path) { saveTo(path, format); });
    dialog->open();
}

void MessagesExport::saveTo(const QString& path, MessagesFormat format)
{
    if (std::exchange(m_running, true)) {
        Q_EMIT done(tr("another export is under way"));
        return;
    }
    m_cancelled = false;
    m_dialog = new WaitDialog(
        m_page, tr("Export messages"), tr("Writing %1…").arg(QFileInfo(path).fileName()));
    m_dialog->setWindowModality(Qt::NonModal); // one goes on working meanwhile
    connect(m_dialog, &QDialog::rejected, this, &MessagesExport::cancel);
    QTimer::singleShot(ShowAfterMs, m_dialog, &QWidget::show); // most are over before
    m_path = path;
    m_format = format;
    m_gather.start(0);
}

void MessagesExport::sourceChanged()
{
    if (isGathering())
        m_messages.clear();
}

void MessagesExport::gather()
{
    if (!m_cancelled && m_source(m_messages))
        return;
    m_gather.stop();
    write();
}

void MessagesExport::write()
{
    auto messages
        = std::make_shared<const std::vector<MessageRecord>>(std::exchange(m_messages, {}));
    m_worker.start(
        [this, path = m_path, format = m_format, messages, percentiles = m_percentiles.chosen()] {
            int percent = 0;
            const auto progress = [this, &percent](std::size_t done, std::size_t total) {
                const int now = int(100 * done / total);
                if (now != std::exchange(percent, now))
                    Worker::answer(this, [this, now] { progressed(now); });
                return !m_cancelled;
            };
            QSaveFile file(path);
            QString error;
            if (!file.open(QIODevice::WriteOnly))
                error = file.errorString();
            else if (error = writeMessages(file, *messages, format, percentiles, progress);
                     !error.isEmpty() || m_cancelled)
                file.cancelWriting();
            else
                error = commitWholeFile(file);
            Worker::answer(this,
                [this, path, count = messages->size(), error] { finished(path, count, error); });
        });
}

void MessagesExport::progressed(int percent)
{
    if (m_dialog && m_running)
        m_dialog->setPercent(percent);
}

void MessagesExport::finished(const QString& path, std::size_t count, const QString& error)
{
    m_running = false;
    if (m_dialog)
        m_dialog->deleteLater();
    if (error.isEmpty()) {
        Q_EMIT done(m_cancelled
                ? tr("export cancelled")
                : tr("%1 written to %2").arg(counted(count), QFileInfo(path).fileName()));
        return;
    }
    Q_EMIT done(tr("export failed: %1").arg(error));
    Question::tell(m_page, tr("Export messages"), tr("%1 could not be written.").arg(path), error);
}

} // namespace fanlight
