// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_dialog.h"

#include "theme/theme.h"
#include "widgets/label.h"
#include "widgets/segmented.h"

#include <QCheckBox>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {

namespace {
constexpr int NoteWidth = 380; // as the texts of a question
constexpr int NoteLines = 2; // so that the window keeps its size
} // namespace

CaptureDialog::CaptureDialog(
    QWidget* parent, const CaptureWish& proposed, std::function<void(CaptureWish)> chosen)
    : Question(parent, tr("Start a capture"),
        tr("All that this window sees of the hub goes into one file: measurements, connections, "
           "messages, faults, the log. A colleague opens it and sees what you saw."))
    , m_proposed(proposed)
    , m_payloads(new Segmented({tr("Kept"), tr("Masked"), tr("Left out")}))
    , m_note(makeLabel(QString(), "hint"))
    , m_otherUsers(new QCheckBox(tr("&Users go by other names in the file")))
{
    auto* name = makeLabel(tr("Payloads"), "dim");
    name->setBuddy(m_payloads);
    m_payloads->setAccessibleName(tr("Payloads"));
    m_payloads->setCurrent(int(proposed.payload));
    m_note->setWordWrap(true);
    m_note->setFixedWidth(NoteWidth);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_note->setMinimumHeight(NoteLines * m_note->fontMetrics().lineSpacing());
    m_otherUsers->setChecked(proposed.otherUsers);
    m_otherUsers->setToolTip(
        tr("The same user has the same other name all through the file. Names that stand inside "
           "of kept payloads stay."));
    fields()->addWidget(name);
    fields()->addWidget(m_payloads, 0, Qt::AlignLeft);
    fields()->addWidget(m_note);
    fields()->addWidget(m_otherUsers);
    m_mostMiB = offerNumber(tr("Ends by itself at (MiB)"), 1, MostMiB,
        int(std::max<qint64>(1, proposed.mostBytes >> 20)));
    connect(m_payloads, &Segmented::changed, this, &CaptureDialog::explain);
    explain();
    addChoice(tr("&Choose a file and start…"), Choice::Usual,
        [this, chosen = std::move(chosen)] { chosen(wish()); });
}

void CaptureDialog::explain()
{
    switch (wish().payload) {
    case CapturedPayload::Kept:
        m_note->setText(tr("The data of every message is in the file, as it was sent."));
        break;
    case CapturedPayload::Masked:
        m_note->setText(tr("Strings and numbers of the data are replaced by others of the same "
                           "length; the names of members stay."));
        break;
    case CapturedPayload::LeftOut:
        m_note->setText(tr("Of the data only its size is in the file."));
        break;
    }
}

CaptureWish CaptureDialog::wish() const
{
    CaptureWish wish = m_proposed;
    wish.payload = CapturedPayload(m_payloads->current());
    wish.otherUsers = m_otherUsers->isChecked();
    if (m_mostMiB)
        wish.mostBytes = qint64(m_mostMiB->value()) << 20;
    return wish;
}

} // namespace fanlight
