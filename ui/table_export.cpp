// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_export.h"

#include "metrics/whole_file.h"
#include "widgets/question.h"
#include "widgets/wait_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QTimer>

namespace fanlight {

namespace {

// Hands on what is written, until that is cancelled.
class PassingDevice : public QIODevice {
public:
    PassingDevice(QIODevice& to, const std::atomic<bool>& cancelled)
        : m_to(to)
        , m_cancelled(cancelled)
    {
        open(WriteOnly | Unbuffered);
    }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char* bytes, qint64 size) override
    {
        const qint64 written = m_cancelled ? -1 : m_to.write(bytes, size);
        if (written != size)
            setErrorString(m_cancelled ? TableExport::tr("cancelled") : writeProblem(m_to));
        return written;
    }

private:
    QIODevice& m_to;
    const std::atomic<bool>& m_cancelled;
};

} // namespace

TableExport::TableExport(const QString& title, const QString& fileName, Source source,
    QWidget* page, const QString& fileType)
    : m_title(title)
    , m_fileName(fileName)
    , m_source(std::move(source))
    , m_page(page)
    , m_fileType(fileType)
{
}

TableExport::~TableExport()
{
    m_cancelled = true;
}

void TableExport::askWhere()
{
    auto* dialog = new QFileDialog(m_page, m_title, {}, m_fileType);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(m_fileName).suffix());
    dialog->selectFile(m_fileName);
    connect(dialog, &QFileDialog::fileSelected, this, &TableExport::saveTo);
    dialog->open();
}

void TableExport::saveTo(const QString& path)
{
    m_cancelled = false;
    ++m_writing;
    QTimer::singleShot(SilentFor, this, &TableExport::showProgress);
    m_worker.start([this, path, content = m_source()] {
        QSaveFile file(path);
        QString error;
        if (!file.open(QIODevice::WriteOnly)) {
            error = file.errorString();
        } else {
            PassingDevice device(file, m_cancelled);
            error = content.write(device);
            if (error.isEmpty())
                error = commitWholeFile(file);
        }
        Worker::answer(
            this, [this, path, what = content.what, error] { finished(path, what, error); });
    });
}

void TableExport::showProgress()
{
    if (m_writing == 0 || m_progress)
        return;
    m_progress = new WaitDialog(m_page, m_title, tr("Writing…"));
    connect(m_progress, &QDialog::rejected, this, &TableExport::cancel);
    m_progress->setWindowModality(Qt::NonModal); // one goes on working meanwhile
    m_progress->show();
}

void TableExport::finished(const QString& path, const QString& what, const QString& error)
{
    if (--m_writing == 0)
        delete m_progress;
    if (m_cancelled && !error.isEmpty()) {
        Q_EMIT done(tr("export cancelled"));
        return;
    }
    if (error.isEmpty()) {
        Q_EMIT done(tr("%1 written to %2").arg(what, QFileInfo(path).fileName()));
        return;
    }
    Q_EMIT done(tr("export failed: %1").arg(error));
    Question::tell(m_page, m_title, tr("%1 could not be written.").arg(path), error);
}

} // namespace fanlight
