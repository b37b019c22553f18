// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_export.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSaveFile>

namespace fanlight {

TableExport::TableExport(
    const QString& title, const QString& fileName, Source source, QWidget* page)
    : m_title(title)
    , m_fileName(fileName)
    , m_source(std::move(source))
    , m_page(page)
{
    m_pool.setMaxThreadCount(1);
}

void TableExport::askWhere()
{
    auto* dialog = new QFileDialog(m_page, m_title, {}, tr("CSV table (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(m_fileName);
    connect(dialog, &QFileDialog::fileSelected, this, &TableExport::saveTo);
    dialog->open();
}

void TableExport::saveTo(const QString& path)
{
    m_pool.start([this, path, content = m_source()] {
        QSaveFile file(path);
        QString error;
        if (!file.open(QIODevice::WriteOnly))
            error = file.errorString();
        else if (error = content.write(file); error.isEmpty() && !file.commit())
            error = file.errorString();
        QMetaObject::invokeMethod(
            this, [this, path, what = content.what, error] { finished(path, what, error); });
    });
}

void TableExport::finished(const QString& path, const QString& what, const QString& error)
{
    if (error.isEmpty()) {
        Q_EMIT done(tr("%1 written to %2").arg(what, QFileInfo(path).fileName()));
        return;
    }
    Q_EMIT done(tr("export failed: %1").arg(error));
    auto* message = new QMessageBox(QMessageBox::Warning, m_title,
        tr("%1 could not be written.").arg(path), QMessageBox::Ok, m_page);
    message->setInformativeText(error);
    message->setAttribute(Qt::WA_DeleteOnClose);
    message->open();
}

} // namespace fanlight
