// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/certificate_fields.h"

#include "ui_state.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace fanlight {
namespace {

constexpr qsizetype MostPath = 4096; // bytes, as of Linux
const QString CertificateKey = QStringLiteral("doctor/cert");
const QString PrivateKeyKey = QStringLiteral("doctor/key");

} // namespace

CertificateFields::CertificateFields(UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_file(new QLineEdit(state.value(CertificateKey).toString()))
    , m_key(new QLineEdit(state.value(PrivateKeyKey).toString()))
{
    m_file->setAccessibleName(tr("Client certificate"));
    m_file->setPlaceholderText(tr("none"));
    m_file->setToolTip(tr("Shown where clients are asked for one: a file in PEM, the certificate "
                          "first, those up to an authority's behind it"));
    m_key->setAccessibleName(tr("Key of the client certificate"));
    m_key->setPlaceholderText(tr("its key, unless in that file"));
    m_key->setToolTip(tr("The private key in PEM, without a passphrase; empty: it is in the file "
                         "of the certificate"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins({});
    line->setSpacing(12);
    line->addWidget(
        withChooser(*m_file, tr("Choose the client certificate"), tr("Client certificate")), 1);
    line->addWidget(
        withChooser(*m_key, tr("Choose its key"), tr("Key of the client certificate")), 1);
    setFocusProxy(m_file);
}

QWidget* CertificateFields::withChooser(QLineEdit& edit, const QString& name, const QString& title)
{
    edit.setMaxLength(MostPath);
    connect(&edit, &QLineEdit::textChanged, this, &CertificateFields::edited);
    connect(&edit, &QLineEdit::returnPressed, this, &CertificateFields::entered);
    auto* browse = new QPushButton(tr("Choose…"));
    browse->setAccessibleName(name);
    connect(browse, &QPushButton::clicked, this, [this, &edit, title] {
        auto* dialog
            = new QFileDialog(this, title, {}, tr("PEM (*.pem *.crt *.key);;All files (*)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, &edit, &QLineEdit::setText);
        dialog->open();
    });
    auto* place = new QWidget;
    auto* both = new QHBoxLayout(place);
    both->setContentsMargins({});
    both->setSpacing(6);
    both->addWidget(&edit, 1);
    both->addWidget(browse);
    return place;
}

ClientCertificate CertificateFields::certificate() const
{
    return {m_file->text().trimmed(), m_key->text().trimmed()};
}

// The fields are named by their labels, not as the options are.
QString CertificateFields::problem() const
{
    const ClientCertificate own = certificate();
    if (!own.isSet() && !own.keyFile.isEmpty())
        return tr("Name the file of the certificate, too.");
    const QString wrong = own.check();
    const qsizetype colon = wrong.indexOf(QLatin1Char(':'));
    return wrong.startsWith(QLatin1String("--")) && colon > 0 ? wrong.sliced(colon + 1).trimmed()
                                                              : wrong;
}

void CertificateFields::keep()
{
    m_state.setValue(CertificateKey, m_file->text().trimmed());
    m_state.setValue(PrivateKeyKey, m_key->text().trimmed());
}

} // namespace fanlight
