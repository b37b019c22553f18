// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui_state.h"

#include "settings_writer.h"

namespace fanlight {
namespace {
QString settingsKey(const QString& key)
{
    return QStringLiteral("ui/") + key;
}
} // namespace

UiState::UiState(QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
{
    new SettingsWriter(settings, this);
}

void UiState::track(const QString& key, QSplitter* splitter)
{
    splitter->restoreState(value(key).toByteArray());
    connect(splitter, &QSplitter::splitterMoved, this,
        [this, key, splitter] { keep(key, splitter->saveState()); });
}

void UiState::track(const QString& key, QHeaderView* header)
{
    header->restoreState(value(key).toByteArray());
    const auto save = [this, key, header] {
        // Before the first show Qt lays sections out by itself: that is nobody's wish.
        if (header->isVisible())
            keep(key, header->saveState());
    };
    connect(header, &QHeaderView::sectionResized, this, save);
    connect(header, &QHeaderView::sectionMoved, this, save);
    connect(header, &QHeaderView::sortIndicatorChanged, this, save);
}

QVariant UiState::value(const QString& key, const QVariant& fallback) const
{
    return m_settings.value(settingsKey(key), fallback);
}

void UiState::setValue(const QString& key, const QVariant& value)
{
    keep(key, value);
}

void UiState::keep(const QString& key, const QVariant& value)
{
    if (m_settings.value(settingsKey(key)) != value)
        m_settings.setValue(settingsKey(key), value);
}

} // namespace fanlight
