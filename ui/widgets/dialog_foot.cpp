// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialog_foot.h"

#include "theme/theme.h"
#include "widgets/question.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QPushButton>

namespace fanlight {

QHBoxLayout* makeDialogFoot(QDialog& dialog, QPushButton& deed, QPushButton* aside)
{
    auto* cancel = new QPushButton(Question::tr("Cancel"));
    cancel->setAutoDefault(false);
    QObject::connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
    setLook(deed, "primary");
    deed.setDefault(true);
    auto* row = new QHBoxLayout;
    if (aside) {
        aside->setAutoDefault(false);
        row->addWidget(aside);
    }
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(&deed);
    return row;
}

} // namespace fanlight
