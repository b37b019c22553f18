// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_export.h"

#include "format.h"
#include "metrics/csv.h"
#include "metrics/whole_file.h"
#include "save_path.h"
#include "theme/theme.h"
#include "widgets/question.h"
#include "widgets/wait_dialog.h"

#include <QDateTime>
#include <QDialog>
#include <QDialogButtonBox>
#include <QEventLoop>
#include <QFileInfo>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSaveFile>
#include <QThread>
#include <QTimer>
#include <QVBoxLayout>

#include <limits>

namespace fanlight {
namespace {

constexpr int ExportSilentMs = 400;

// What stands in each row.
struct Content {
    QString instance;
    csv::Percentiles percentiles;
};

struct Outcome {
    QString error;
    bool cancelled = false;
};
using Progress = std::function<bool(std::size_t done, std::size_t total)>;
using Samples = std::vector<MetricsSample>;

// A device or pipe cannot be replaced, only written to.
Outcome writeDirectly(
    const QString& path, const Samples& samples, const Content& content, const Progress& go)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {file.errorString()};
    const QString error = csv::write(file, samples, content.instance, go, content.percentiles);
    if (error.isEmpty() && !file.flush())
        return {writeProblem(file)};
    return {error};
}

Outcome writeReplacing(const QString& path, const Samples& samples, const Content& content,
    const Progress& go, const std::atomic<bool>& cancelled)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {file.errorString()};
    const QString error = csv::write(file, samples, content.instance, go, content.percentiles);
    if (!error.isEmpty() || cancelled) {
        file.cancelWriting();
        return {error};
    }
    return {commitWholeFile(file)};
}

bool isDevice(const QString& path)
{
    const QFileInfo info(path);
    return info.exists() && !info.isFile() && !info.isDir();
}

enum class Extent { Shown, Everything };

QString trafficText(Traffic traffic)
{
    switch (traffic) {
    case Traffic::Real:
        return CsvExport::tr("Only real traffic is written, as the window shows it. Memory, files "
                             "and what comes from Redis count test traffic, too.");
    case Traffic::Test:
        return CsvExport::tr("Only test traffic is written, as the window shows it. Memory, files "
                             "and what comes from Redis count real traffic, too.");
    case Traffic::All:
        break;
    }
    return {};
}

std::optional<Extent> askExtent(QWidget* parent, const CsvExportRequest& request)
{
    QDialog dialog(parent);
    dialog.setWindowTitle(CsvExport::tr("Export CSV"));
    auto* shown = new QRadioButton(CsvExport::tr("The &range shown: %1 to %2")
                                       .arg(format::clock(request.shownFromMs, false),
                                           format::clock(request.shownToMs, false)));
    const QString since = QDateTime::fromMSecsSinceEpoch(request.series.oldestMs())
                              .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    auto* everything = new QRadioButton(CsvExport::tr("&Everything kept, since %1").arg(since));
    shown->setChecked(true);
    auto* hint = new QLabel(CsvExport::tr(
        "One row a sample, in the finest resolution kept. Unknown figures are empty cells."));
    hint->setWordWrap(true);
    setLook(*hint, "hint");
    auto* layer = new QLabel(trafficText(request.traffic));
    layer->setWordWrap(true);
    layer->setHidden(layer->text().isEmpty());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    setLook(*buttons->button(QDialogButtonBox::Save), "primary");
    for (QAbstractButton* button : buttons->buttons())
        button->setIcon({}); // those of the desktop are not the window's
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);

    auto* column = new QVBoxLayout(&dialog);
    column->setSpacing(10);
    for (QWidget* widget : std::initializer_list<QWidget*>{shown, everything, layer, hint, buttons})
        column->addWidget(widget);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return shown->isChecked() ? Extent::Shown : Extent::Everything;
}

QString askPath(QWidget* parent, Traffic traffic)
{
    return askSavePath(parent, CsvExport::tr("Export CSV"),
        csvFileName(traffic, QDateTime::currentDateTime()), QStringLiteral("csv"),
        CsvExport::tr("CSV table (*.csv)"));
}

Outcome writeWithProgress(
    QWidget* parent, const QString& path, Samples samples, const CsvExportRequest& request)
{
    CsvExport task;
    Outcome outcome;
    QEventLoop loop;
    const QPointer progress = new WaitDialog(parent, CsvExport::tr("Export CSV"),
        CsvExport::tr("Writing %1…").arg(QFileInfo(path).fileName()));
    QObject::connect(&task, &CsvExport::progressed, progress, &WaitDialog::setPercent);
    QObject::connect(progress, &QDialog::rejected, &task, &CsvExport::cancel);
    QTimer::singleShot(ExportSilentMs, progress, &QDialog::open); // most are over before
    QObject::connect(&task, &CsvExport::finished, &loop, [&](const QString& error, bool cancelled) {
        outcome = {error, cancelled};
        loop.quit();
    });
    task.start(path, std::move(samples), request.instance, request.percentiles);
    loop.exec();
    delete progress;
    return outcome;
}

} // namespace

CsvExport::CsvExport(QObject* parent)
    : QObject(parent)
{
}

CsvExport::~CsvExport()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void CsvExport::start(const QString& path, std::vector<MetricsSample> samples,
    const QString& instance, const std::vector<double>& percentiles)
{
    const Content content{instance, percentiles};
    m_thread.reset(QThread::create([this, path, samples = std::move(samples), content] {
        int percent = -1;
        const auto go = [this, &percent](std::size_t done, std::size_t total) {
            const int now = total == 0 ? 100 : int(100 * done / total);
            if (now != std::exchange(percent, now))
                Q_EMIT progressed(now);
            return !m_cancelled;
        };
        const Outcome outcome = isDevice(path)
            ? writeDirectly(path, samples, content, go)
            : writeReplacing(path, samples, content, go, m_cancelled);
        Q_EMIT finished(outcome.error, m_cancelled && outcome.error.isEmpty());
    }));
    m_thread->start();
}

std::vector<MetricsSample> samplesToExport(const CsvExportRequest& request, bool onlyShown)
{
    Samples samples = request.series.all();
    if (onlyShown) {
        std::erase_if(samples, [&request](const MetricsSample& sample) {
            return sample.timeMs < request.shownFromMs || sample.timeMs > request.shownToMs;
        });
    }
    return inLayer(request.traffic, std::move(samples));
}

QString csvFileName(Traffic traffic, const QDateTime& now)
{
    const QString tag = fileTag(traffic);
    return QStringLiteral("fanlight-") + tag + (tag.isEmpty() ? QString() : QStringLiteral("-"))
        + now.toString(QStringLiteral("yyyyMMdd-HHmmss"));
}

QString runCsvExport(QWidget* parent, const CsvExportRequest& request)
{
    const std::optional<Extent> extent = askExtent(parent, request);
    if (!extent)
        return {};
    const QString path = askPath(parent, request.traffic);
    if (path.isEmpty())
        return {};
    Samples samples = samplesToExport(request, *extent == Extent::Shown);
    const double rows = double(samples.size());
    const Outcome outcome = writeWithProgress(parent, path, std::move(samples), request);
    if (!outcome.error.isEmpty()) {
        Question::tell(parent, CsvExport::tr("Not exported"),
            CsvExport::tr("%1 could not be written.").arg(path), outcome.error);
        return CsvExport::tr("CSV export failed: %1").arg(outcome.error);
    }
    if (outcome.cancelled)
        return CsvExport::tr("CSV export cancelled");
    return CsvExport::tr("Exported %1 row(s) to %2", nullptr, format::plural(rows))
        .arg(format::count(rows), path);
}

} // namespace fanlight
